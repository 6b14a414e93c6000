/** The yardsticks: the engine's own bindings in a worker with nothing around them, and the session without its messages. */
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking-browser';
import { createEngine } from '../../../src/session/engine';
import { Session } from '../../../src/session/session';
import { messageSchedule } from '../../../src/session/time-slice';

declare const self: DedicatedWorkerGlobalScope;

export type BareMessage =
  { open: string } | { echo: true } | { bare: number } | { session: number } | { drain: string };

let connection: DuckDBConnection;
let session: Session;

self.onmessage = (event: MessageEvent<BareMessage>) => {
  void answer(event.data).then((value) => {
    self.postMessage(value);
  });
};

/** Milliseconds a query; of a drain, all of it. */
async function answer(message: BareMessage): Promise<number> {
  if ('echo' in message) return 0;
  if ('open' in message) {
    const engine = await createEngine(() => WebAssembly.compileStreaming(fetch(message.open)));
    session = new Session(engine, { schedule: messageSchedule() });
    connection = engine.bindings.connect();
    return 0;
  }
  const startedAt = performance.now();
  if ('bare' in message) {
    connection.useUnsafe((bindings, id) => {
      for (let i = 0; i < message.bare; i++) bindings.runQuery(id, 'select 42');
    });
    return (performance.now() - startedAt) / message.bare;
  }
  if ('drain' in message) {
    drain(message.drain);
    return performance.now() - startedAt;
  }
  for (let i = 0; i < message.session; i++) await submit();
  return (performance.now() - startedAt) / message.session;
}

/** All rows of a query, as the bindings stream them: Arrow in the engine's memory, copied out, looked at by nobody. */
function drain(sql: string): void {
  connection.useUnsafe((bindings, id) => {
    let header = bindings.startPendingQuery(id, sql, true);
    while (header === null) header = bindings.pollPendingQuery(id);
    let rows: Uint8Array | null;
    do rows = bindings.fetchQueryResults(id);
    while (rows === null || rows.byteLength > 0);
  });
}

function submit(): Promise<unknown> {
  const nothing = (): void => undefined;
  const request = {
    id: 'bench',
    sessionId: session.info.sessionId,
    sql: 'select 42',
    namespace: 'main',
    role: 'admin',
    origin: 'driver',
    createdAt: Date.now(),
    timeoutMs: 0,
    maxRows: 1000,
  } as const;
  return new Promise((ended) => {
    session.submit(request, {
      started: nothing,
      progress: nothing,
      statementStarted: nothing,
      rows: nothing,
      statementFinished: nothing,
      ended,
    });
  });
}
