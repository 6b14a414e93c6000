import { beforeAll, expect, test } from 'vitest';
import { createNodeEngine } from '../testing/node-engine';
import type { Engine } from '../engine';
import type { ConnectionHandle } from './c-api';
import { BatchWriter } from './batch-writer';

let engine: Engine;
let connection: ConnectionHandle;

beforeAll(async () => {
  engine = await createNodeEngine();
  engine.bindings.open({ path: ':memory:' });
  connection = engine.api.connection((engine.bindings.connect() as unknown as { _conn: number })._conn);
}, 60_000);

test('the self-test accepts the engine', () => {
  engine.api.selfTest(connection);
});

test('x', () => {
  const { api } = engine;
  const extracted = api.extract(connection, 'select * from test_all_types()');
  const prepared = api.prepare(connection, extracted, 0);
  const pending = api.start(prepared);
  while (api.step(pending) === 'again');
  const result = api.finish(pending);
  const columns = api.columns(result);
  console.log(JSON.stringify(columns.map((c) => [c.name, c.type.kind, c.type.name.slice(0, 80)])));
  const writer = new BatchWriter(
    api,
    connection,
    columns.map((c) => c.type),
  );
  while (api.stepStream(result) === 'again');
  const chunk = api.fetchChunk(result);
  writer.append(chunk, api.exports.duckdb_data_chunk_get_size(chunk));
  const batch = writer.take();
  console.log(batch);
  expect(batch.rowCount).toBe(3);
});
