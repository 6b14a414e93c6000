/** One page with three engines: Dabble's session, the package's AsyncDuckDB, and the bare blocking bindings in a worker. */
import { AsyncDuckDB, VoidLogger, type AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import asyncWorkerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { QueryContext } from '../../../src/client/query-context';
import { sharedSession } from '../../../src/client/shared-session';
import type { SessionInfo } from '../../../src/protocol/session';
import type { BareMessage } from './bare.worker';

const SQL = 'select 42';

export interface SessionBench {
  open(): Promise<void>;
  /** Milliseconds a query, one after another. */
  sequential(engine: 'dabble' | 'async', count: number): Promise<number>;
  /** Milliseconds a query, all sent at once. */
  pipelined(engine: 'dabble' | 'async', count: number): Promise<number>;
  /** Milliseconds a query inside a worker that does nothing else: the bindings' `runQuery`, and our session without messages. */
  inWorker(what: 'bare' | 'session', count: number): Promise<number>;
  /** Milliseconds for a message to a worker and back. */
  echo(count: number): Promise<number>;
  /** Makes contexts, keeps them, and gives the milliseconds that it took. */
  contexts(count: number): number;
}

const client = sharedSession();
const kept: QueryContext[] = [];
const bareWorker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
let session: SessionInfo;
let connection: AsyncDuckDBConnection;

function ask(message: BareMessage): Promise<number> {
  return new Promise((resolve) => {
    bareWorker.onmessage = (event: MessageEvent<number>) => {
      resolve(event.data);
    };
    bareWorker.postMessage(message);
  });
}

function runner(engine: 'dabble' | 'async'): () => Promise<unknown> {
  return engine === 'dabble' ? () => client.run(new QueryContext(session, SQL)) : () => connection.query(SQL);
}

async function timed(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / count;
}

const bench: SessionBench = {
  async open() {
    session = await client.ready();
    const database = new AsyncDuckDB(new VoidLogger(), new Worker(asyncWorkerUrl));
    await database.instantiate(wasmUrl);
    connection = await database.connect();
    await ask({ open: wasmUrl });
  },

  sequential: (engine, count) =>
    timed(count, async () => {
      const run = runner(engine);
      for (let i = 0; i < count; i++) await run();
    }),

  pipelined: (engine, count) => timed(count, () => Promise.all(Array.from({ length: count }, runner(engine)))),

  inWorker: (what, count) => ask(what === 'bare' ? { bare: count } : { session: count }),

  echo: (count) =>
    timed(count, async () => {
      for (let i = 0; i < count; i++) await ask({ echo: true });
    }),

  contexts(count) {
    const startedAt = performance.now();
    for (let i = 0; i < count; i++) kept.push(new QueryContext(session, SQL));
    return performance.now() - startedAt;
  },
};

Object.assign(window, { bench });
