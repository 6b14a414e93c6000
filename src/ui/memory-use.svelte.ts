import { QueryContext } from '../client/query-context';
import type { SessionClient } from '../client/session-client';
import { QueryError } from '../protocol/error';
import { whenQuiet } from './when-quiet';

const SHOWN_TABLES = 5;

const SQL = `
SELECT heap_bytes, memory_limit_bytes, (SELECT sum(used_bytes) FROM sys.memory) FROM sys.session;
SELECT if(namespace = 'main', '', namespace || '.') || if(schema_name = 'main', '', schema_name || '.') || table_name, estimated_rows
FROM sys.tables WHERE kind = 'table' AND estimated_rows > 0 ORDER BY estimated_rows DESC LIMIT ${String(SHOWN_TABLES)};
SELECT count(*), coalesce(sum(size_bytes), 0) FROM sys.files;
`;

/** What the session's memory is used for, in bytes. */
export interface MemoryUse {
  /** What the engine has taken from the browser; it gives nothing back while it lives. */
  heap: number;
  /** At most so much for data. */
  limit: number;
  /** Of that, in use. */
  used: number;
  files: number;
  fileCount: number;
  /** The largest tables. */
  tables: readonly { name: string; rows: number }[];
}

/** From this share of the limit on, the page says what can be freed. */
const NEAR = 0.8;

/** The session's memory, looked at whenever the session is quiet. */
export class Memory {
  #use = $state.raw<MemoryUse>();

  constructor(private readonly client: SessionClient) {
    whenQuiet(client, () => this.#look());
  }

  /** Undefined until the session was looked at. */
  get use(): MemoryUse | undefined {
    return this.#use;
  }

  get isNearLimit(): boolean {
    return this.#use !== undefined && this.#use.used >= NEAR * this.#use.limit;
  }

  async #look(): Promise<void> {
    const session = await this.client.ready();
    const context = new QueryContext(session, SQL, { origin: 'catalog', role: 'reader' });
    const { error, statements } = await this.client.run(context);
    if (error) throw new QueryError(error);
    const [engine, tables, files] = statements;
    const number = (cell: string | null | undefined): number => Number(cell ?? 0);
    this.#use = {
      heap: number(engine?.text(0, 0)),
      limit: number(engine?.text(0, 1)),
      used: number(engine?.text(0, 2)),
      fileCount: number(files?.text(0, 0)),
      files: number(files?.text(0, 1)),
      tables: Array.from({ length: tables?.heldRows ?? 0 }, (_, row) => ({
        name: tables?.text(row, 0) ?? '',
        rows: number(tables?.text(row, 1)),
      })),
    };
  }
}
