import { beforeAll, expect, test, vi } from 'vitest';
import type { Engine } from '../engine';
import { Connection } from '../connection';
import { createNodeEngine } from '../testing/node-engine';
import type { Extracted } from './c-api';
import { EngineError } from './error';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
  engine = await createNodeEngine();
  engine.bindings.open({ path: ':memory:' });
  connection = new Connection(engine);
});

function extract(sql: string): Omit<Extracted, 'handle'> {
  const { handle, ...extracted } = engine.api.extract(connection.handle, sql);
  engine.api.destroyExtracted(handle);
  return extracted;
}

test('the self-test accepts this engine', () => {
  engine.api.selfTest(connection.handle);
});

test('the self-test refuses an engine whose statements lie elsewhere', () => {
  const { api } = engine;
  const readByte = vi.spyOn(api.memory, 'u8').mockReturnValue(0);
  expect(() => {
    api.selfTest(connection.handle);
  }).toThrow(/layout/);
  readByte.mockRestore();
});

test.each([
  ['SELECT 1', 'select'],
  ['FROM t', 'select'],
  ['DESCRIBE t', 'select'],
  ['SUMMARIZE t', 'select'],
  ['INSERT INTO t VALUES (1)', 'insert'],
  ['WITH x AS (SELECT 1) INSERT INTO t FROM x', 'insert'],
  ['UPDATE t SET a = 1', 'update'],
  ['TRUNCATE t', 'delete'],
  ['CREATE TABLE t (a INT)', 'create'],
  ['ALTER TABLE t ADD COLUMN b INT', 'alter'],
  ['DROP TABLE t', 'drop'],
  ['BEGIN', 'transaction'],
  ["COPY t TO 'x'", 'copy'],
  ["COPY (SELECT 1) TO 'x'", 'copy'],
  ["COPY s.t (a, b) FROM 'x' (HEADER)", 'copy-from'],
  ['USE memory', 'set'],
  ['LOAD json', 'load'],
  ["ATTACH ':memory:' AS x", 'attach'],
  ['DETACH x', 'detach'],
])('%s is of kind %s', (sql, kind) => {
  expect(extract(sql)).toMatchObject({ kinds: [kind], innerKinds: [null] });
});

test('what an EXPLAIN explains is known', () => {
  expect(extract('EXPLAIN ANALYZE DELETE FROM t')).toMatchObject({ kinds: ['explain'], innerKinds: ['delete'] });
});

test("a text that does not parse throws the engine's own words", () => {
  expect(() => extract('SELEC 1')).toThrow(EngineError);
  expect(() => extract('SELEC 1')).toThrow(/syntax error at or near/);
});

test('a statement run 10,000 times leaves the heap as it was', () => {
  connection.run('SELECT 42');
  const before = engine.api.heapBytes;
  for (let i = 0; i < 10_000; i++) connection.run('SELECT 42');
  expect(engine.api.heapBytes).toBe(before);
});
