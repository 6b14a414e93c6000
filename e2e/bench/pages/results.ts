/** Large results: Dabble's page beside the bare blocking bindings in a worker, draining the same query. */
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { QueryContext } from '../../../src/client/query-context';
import type { ResultStore } from '../../../src/client/result-store';
import { sharedSession } from '../../../src/client/shared-session';
import type { SessionInfo } from '../../../src/protocol/session';
import type { BareMessage } from './bare.worker';

export interface Streamed {
  /** Milliseconds until the page holds rows. */
  firstMs: number;
  /** Milliseconds until it holds all. */
  totalMs: number;
  rows: number;
  /** Bytes of the rows' buffers. */
  bytes: number;
}

export interface ResultsBench {
  open(): Promise<void>;
  stream(sql: string): Promise<Streamed>;
  /** Milliseconds. */
  drain(sql: string): Promise<number>;
  /** Cells put into words per second, of the first column of a query. */
  decode(sql: string): Promise<number>;
  /** Lets go of the last result. */
  forget(): void;
}

const client = sharedSession();
const bareWorker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
let session: SessionInfo;
let held: ResultStore | undefined;

function ask(message: BareMessage): Promise<number> {
  return new Promise((resolve) => {
    bareWorker.onmessage = (event: MessageEvent<number>) => {
      resolve(event.data);
    };
    bareWorker.postMessage(message);
  });
}

async function run(sql: string, onChange?: (store: ResultStore) => void): Promise<ResultStore> {
  const store = await client.run(new QueryContext(session, sql, { maxRows: Number.POSITIVE_INFINITY }), onChange);
  if (store.error) throw new Error(store.error.message);
  return store;
}

const bench: ResultsBench = {
  async open() {
    session = await client.ready();
    await ask({ open: wasmUrl });
  },

  async stream(sql) {
    const startedAt = performance.now();
    let firstMs = 0;
    held = await run(sql, ({ statements: [statement] }) => {
      if (firstMs === 0 && statement && statement.heldRows > 0) firstMs = performance.now() - startedAt;
    });
    const totalMs = performance.now() - startedAt;
    const [statement] = held.statements;
    const bytes = statement?.batches().reduce((sum, { body }) => sum + body.byteLength, 0) ?? 0;
    return { firstMs, totalMs, rows: statement?.heldRows ?? 0, bytes };
  },

  drain: (sql) => ask({ drain: sql }),

  async decode(sql) {
    const [statement] = (await run(sql)).statements;
    if (!statement) return 0;
    const startedAt = performance.now();
    let length = 0;
    for (let row = 0; row < statement.heldRows; row++) length += statement.text(row, 0)?.length ?? 0;
    if (length < 0) throw new Error('Texts have lengths.');
    return (statement.heldRows / (performance.now() - startedAt)) * 1000;
  },

  forget() {
    held = undefined;
  },
};

Object.assign(window, { bench });
