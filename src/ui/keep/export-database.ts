import { QueryContext } from '../../client/query-context';
import type { RowSink } from '../../client/open-query';
import type { ResultStore } from '../../client/result-store';
import type { SessionClient } from '../../client/session-client';
import { QueryError, queryError } from '../../protocol/error';
import type { Column, Origin } from '../../protocol/query';
import { zip } from '../../results/archive/zip';
import type { DatabaseSource } from '../../results/database/database-source';
import { databaseFiles } from '../../results/database/export-database';
import { ExportJob } from '../../results/export/export-job';
import { startExportWorker } from '../result/export-worker';

/** How far an export is. */
export interface ExportProgress {
  table: string;
  rowCount: number;
}

export interface ExportOptions {
  signal?: AbortSignal | undefined;
  onProgress?: (progress: ExportProgress) => void;
}

const IN_MEMORY = 'main';

/**
 * A database of the session as a zip archive: `load.sql` and the rows of its tables. It is opened for that where it is kept and closed.
 *
 * @param namespace whose database it is; `main` is what is in memory
 * @throws QueryError `DATA_CHANGED` where somebody changed it meanwhile, `DATABASE_IN_USE` while a transaction is open in it
 */
export async function exportDatabase(
  client: SessionClient,
  namespace: string,
  { signal, onProgress }: ExportOptions = {},
): Promise<Blob> {
  await client.ready();
  const isClosed = await openIfKept(client, namespace);
  try {
    const { transactions } = client.snapshot;
    if (transactions[namespace.toLowerCase()] !== undefined) {
      const message = `The database ${namespace} has a transaction open, of which only the half would be there.`;
      throw queryError('DATABASE_IN_USE', message, 'Commit it, or roll it back, and export again.');
    }
    const source = new SessionSource(client, namespace, signal, onProgress);
    await source.open();
    return await zip(await databaseFiles(source, source.begin), signal);
  } finally {
    if (isClosed) await client.databases.close(namespace);
  }
}

/** True where it was closed. */
async function openIfKept(client: SessionClient, namespace: string): Promise<boolean> {
  if (namespace === IN_MEMORY) return false;
  // Where nothing can be kept, nothing is.
  const kept = await client.databases.list().catch(() => []);
  if (kept.find(({ name }) => name === namespace.toLowerCase())?.state !== 'closed') return false;
  await client.databases.open(namespace);
  return true;
}

interface Question {
  origin?: Origin;
  namespace?: string;
  params?: string[];
  sink?: RowSink;
}

/** A database of the session, as it is now: once it has changed, nothing more is read. */
class SessionSource implements DatabaseSource {
  database = '';
  fileNames: readonly string[] = [];
  #generation: number | undefined;
  #table = '';

  constructor(
    private readonly client: SessionClient,
    private readonly namespace: string,
    private readonly signal: AbortSignal | undefined,
    private readonly onProgress: ((progress: ExportProgress) => void) | undefined,
  ) {}

  /** @throws QueryError `INVALID_CONTEXT` where there is no such database */
  async open(): Promise<void> {
    this.fileNames = (await this.client.files()).map(({ name }) => name);
    const given = this.namespace === IN_MEMORY ? 'memory' : this.namespace;
    const sql = 'SELECT database_name FROM system.main.duckdb_databases() WHERE lower(database_name) = lower(?)';
    // Asked in a namespace that is there anyway: another one would be made by that.
    const { statements } = await this.#ask(sql, { namespace: IN_MEMORY, params: [given] });
    const name = statements[0]?.text(0, 0);
    if (typeof name !== 'string') {
      throw queryError('INVALID_CONTEXT', `There is no database of the name ${this.namespace}.`);
    }
    this.database = name;
    this.#generation = statements[0]?.generation;
  }

  readonly begin = (table: string): void => {
    this.#table = table;
    this.onProgress?.({ table, rowCount: 0 });
  };

  async rows(sql: string, isInside = false): Promise<(string | null)[][]> {
    // The page's own questions may be answered from anywhere.
    const { statements } = await this.#ask(sql, isInside ? { origin: 'driver' } : {});
    const [found] = statements;
    return Array.from({ length: found?.heldRows ?? 0 }, (_, row) => found?.row(row) ?? []);
  }

  async columns(sql: string): Promise<readonly Column[]> {
    return (await this.#ask(sql)).statements[0]?.columns ?? [];
  }

  async objection(sql: string): Promise<string> {
    try {
      await this.#ask(sql);
      return '';
    } catch (thrown) {
      const isAnswer =
        thrown instanceof QueryError && !['CANCELLED', 'DATA_CHANGED', 'SESSION_LOST'].includes(thrown.detail.code);
      if (!isAnswer) throw thrown;
      return thrown.detail.message;
    }
  }

  async write(sql: string): Promise<{ file: Blob; rowCount: number }> {
    let job: ExportJob | undefined;
    let rowCount = 0;
    const stop = (): void => job?.cancel();
    this.signal?.addEventListener('abort', stop);
    try {
      await this.#ask(sql, {
        sink: async (batch, columns) => {
          job ??= new ExportJob(startExportWorker(), 'parquet', columns, { header: true, tableName: '' });
          await job.write(batch);
          rowCount += batch.rowCount;
          this.onProgress?.({ table: this.#table, rowCount });
        },
      });
      return { file: job ? await job.finish() : new Blob(), rowCount };
    } catch (thrown) {
      // What failed first: the rest followed from it.
      throw job?.failure ?? thrown;
    } finally {
      job?.cancel();
      this.signal?.removeEventListener('abort', stop);
    }
  }

  async #ask(sql: string, { sink, ...options }: Question = {}): Promise<ResultStore> {
    const { client, namespace, signal } = this;
    const unlimited = Number.POSITIVE_INFINITY;
    const context = new QueryContext(await client.ready(), sql, {
      namespace,
      role: 'reader',
      origin: 'catalog',
      maxRows: unlimited,
      maxBytes: unlimited,
      generation: this.#generation,
      ...options,
    });
    signal?.throwIfAborted();
    const stop = (): void => void client.cancel(context.id).catch(() => undefined);
    signal?.addEventListener('abort', stop);
    try {
      const store = await client.run(context, undefined, sink);
      if (store.error?.code === 'DATA_CHANGED') {
        const message = `The database ${namespace} was changed while it was read.`;
        throw queryError('DATA_CHANGED', message, 'Export it again when nothing writes to it.');
      }
      if (store.error) throw new QueryError(store.error);
      return store;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
}
