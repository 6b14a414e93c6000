import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { QueryContext, type QueryOptions } from '../../client/query-context';
import { SessionClient } from '../../client/session-client';
import type { TableInfo } from '../../language/knowledge';
import { nodeHost } from '../../worker/testing/node-host';
import { SessionKnowledge } from './session-knowledge';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
const host = nodeHost();
let client: SessionClient;
let knowledge: SessionKnowledge;
let namespace = 'main';

beforeAll(async () => {
  client = new SessionClient(() => host.transport, { eh: file, mvp: file });
  knowledge = new SessionKnowledge(client, () => namespace, ['penguins.csv']);
  expect(knowledge.engine).toBeUndefined();
  expect(await knowledge.check('SELEC')).toBeUndefined();
  expect(await knowledge.columnsOf('SELECT 1 AS x')).toBeUndefined();
  await knowledge.settled();
  expect(knowledge.engine).toBeDefined();
});

afterAll(() => {
  host.transport.close();
});

async function run(sql: string, options: QueryOptions = {}): Promise<void> {
  const { error } = await client.run(new QueryContext(await client.ready(), sql, { origin: 'editor', ...options }));
  expect(error).toBeUndefined();
  await knowledge.settled();
}

function table(name: string): TableInfo | undefined {
  return knowledge.catalog.tables.find((each) => each.name === name);
}

describe('the engine', () => {
  const functionOf = (name: string) => knowledge.engine?.functions.get(name);

  test('has functions with all their overloads', () => {
    expect(functionOf('strftime')?.overloads.length).toBeGreaterThan(1);
    expect(functionOf('lower')).toMatchObject({
      name: 'lower',
      kind: 'scalar',
      overloads: [{ parameters: [{ name: 'string', type: 'VARCHAR' }], namedParameters: [], returnType: 'VARCHAR' }],
    });
    expect(functionOf('lower')?.description).not.toBe('');
    expect(functionOf('sum')?.kind).toBe('aggregate');
    expect(functionOf('concat')?.overloads[0]?.varargs).toBe('ANY');
  });

  test('has the named parameters of table functions apart', () => {
    const [overload] = functionOf('read_csv')?.overloads ?? [];
    expect(overload?.parameters).toEqual([{ name: 'col0', type: 'VARCHAR' }]);
    expect(overload?.namedParameters).toContainEqual({ name: 'delim', type: 'VARCHAR' });
  });

  test('has settings, keywords, types and a version', () => {
    const { engine } = knowledge;
    expect(engine?.settings.get('threads')).toMatchObject({ name: 'threads', value: '1' });
    for (const [name, { value }] of engine?.settings ?? [])
      if (/password|secret_key/.test(name)) expect(value).toBeNull();
    expect(engine?.keywords.get('select')).toBe('reserved');
    expect(engine?.types).toContain('VARCHAR');
    expect(engine?.version).toBe('1.4');
  });

  test('has the macros that somebody made', async () => {
    await run('CREATE MACRO twice(x) AS x * 2; CREATE MACRO numbers(n) AS TABLE FROM range(n)');
    expect(functionOf('twice')).toMatchObject({ kind: 'macro', overloads: [{ parameters: [{ name: 'x' }] }] });
    expect(functionOf('numbers')?.kind).toBe('table_macro');
    expect(functionOf('lower')).toBeDefined();
  });
});

describe('the catalog', () => {
  test('has tables and views of all databases, the system views and files', async () => {
    await client.addFile('own.csv', new Blob(['a,b\n1,x\n']));
    await run(`CREATE TABLE t (a INTEGER NOT NULL, "B c" VARCHAR); INSERT INTO t VALUES (1, 'x'), (2, NULL);
      CREATE VIEW v AS FROM t; CREATE TEMP TABLE passing AS SELECT 1 AS here; ATTACH ':memory:' AS far; CREATE TABLE far.main.f (z DATE)`);
    expect(table('t')).toEqual({
      database: 'memory',
      schema: 'main',
      name: 't',
      kind: 'table',
      columns: [
        { name: 'a', type: 'INTEGER', isNullable: false },
        { name: 'B c', type: 'VARCHAR', isNullable: true },
      ],
      estimatedRows: 2,
    });
    expect(table('v')).toMatchObject({ kind: 'view', columns: [{ name: 'a' }, { name: 'B c' }] });
    expect(table('passing')).toMatchObject({ database: 'temp' });
    expect(table('f')).toMatchObject({ database: 'far' });
    expect(table('queries')).toMatchObject({ database: 'sys', kind: 'view' });
    expect(knowledge.catalog).toMatchObject({ database: 'memory', schema: 'main', files: ['own.csv', 'penguins.csv'] });
  });

  test('is the same object where nothing changed', async () => {
    const before = knowledge.catalog;
    await run('SELECT 1');
    expect(knowledge.catalog).toBe(before);
  });

  test('follows USE and the namespace', async () => {
    await run('CREATE SCHEMA IF NOT EXISTS inner_one; USE memory.inner_one');
    expect(knowledge.catalog).toMatchObject({ database: 'memory', schema: 'inner_one' });
    await run('USE memory.main');
    namespace = 'other';
    await run('CREATE TABLE there (x INTEGER)', { namespace });
    expect(knowledge.catalog).toMatchObject({ database: 'other', schema: 'main' });
    namespace = 'main';
    knowledge.refresh();
    await knowledge.settled();
    expect(knowledge.catalog.database).toBe('memory');
  });

  test('keeps its place while a transaction is open', async () => {
    await run('BEGIN');
    expect(knowledge.catalog).toMatchObject({ database: 'memory', schema: 'main' });
    expect(table('passing')).toBeDefined();
    await run('ROLLBACK');
    expect(knowledge.catalog.tables.filter(({ name }) => name === 'passing')).toHaveLength(1);
  });
});

test('columns of a query, once until something changes', async () => {
  const describe = vi.spyOn(client, 'describe');
  const query = 'SELECT a * 2 AS twice, "B c" FROM t';
  const columns = [
    { name: 'twice', type: 'INTEGER' },
    { name: 'B c', type: 'VARCHAR' },
  ];
  expect(await knowledge.columnsOf(query)).toEqual(columns);
  expect(await knowledge.columnsOf(query)).toEqual(columns);
  expect(describe).toHaveBeenCalledTimes(1);
  await run('ALTER TABLE t ADD COLUMN added INTEGER');
  expect(await knowledge.columnsOf(query)).toEqual(columns);
  expect(describe).toHaveBeenCalledTimes(2);
  expect(await knowledge.columnsOf('SELECT nope FROM t')).toBeUndefined();
  expect(await knowledge.columnsOf("FROM 'https://example.com/a.csv'")).toBeUndefined();
  describe.mockRestore();
});

test('a few values of a column', async () => {
  const [t, v] = [table('t'), table('v')];
  if (!t || !v) throw new Error('The tables are not there.');
  // It has half a second, for who waits for a hover. Where that was too short it is asked again.
  expect(await vi.waitUntil(() => knowledge.profileOf(t, 'B c'), 60_000)).toEqual({
    rowCount: 2,
    nullCount: 1,
    values: ['x'],
  });
  expect(await knowledge.profileOf(t, 'gone')).toBeUndefined();
  expect(await knowledge.profileOf(v, 'a')).toBeUndefined();
});

describe('problems', () => {
  test('have a place, a code and candidates', async () => {
    const script = "SELECT 'é😀';\nSELECT aa FROM t";
    expect(await knowledge.check(script)).toEqual([
      expect.objectContaining({ offset: script.indexOf('aa'), code: 'BINDER_ERROR', candidates: ['a'] }),
    ]);
  });

  test('are none where the page brings the file', async () => {
    expect(await knowledge.check("FROM 'penguins.csv'")).toEqual([]);
    expect(await knowledge.check("FROM 'pengins.csv'")).toEqual([
      expect.objectContaining({ code: 'IO_ERROR', candidates: ['penguins.csv'] }),
    ]);
  });

  test('are none while a query runs, and of an older text', async () => {
    const context = new QueryContext(await client.ready(), 'FROM range(1000000000000) WHERE range = 5', { maxRows: 1 });
    const running = client.run(context);
    expect(await knowledge.check('SELEC')).toBeUndefined();
    await client.cancel(context.id);
    await running;
    const [older, newer] = await Promise.all([knowledge.check('SELEC'), knowledge.check('SELEC 1')]);
    expect([older, newer]).toEqual([undefined, [expect.objectContaining({ offset: 0 })]]);
  });
});

test('two thousand tables of twenty columns', async () => {
  const columns = Array.from({ length: 20 }, (_, i) => `column_${String(i)} VARCHAR`).join();
  const script = Array.from({ length: 2000 }, (_, i) => `CREATE TABLE many_${String(i)} (${columns})`).join(';\n');
  await run(script);
  // It was looked at on the way, too.
  await run('SELECT 1');
  expect(knowledge.catalog.tables.filter(({ columns: { length } }) => length === 20)).toHaveLength(2000);
});

test('a session that ends leaves what was known, and says nothing', async () => {
  const unhandled = vi.fn();
  const warned = vi.spyOn(console, 'warn');
  process.on('unhandledRejection', unhandled);
  const pending = [knowledge.check('SELEC'), knowledge.columnsOf('SELECT 2')];
  host.kill();
  expect(await Promise.all(pending)).toEqual([undefined, undefined]);
  expect(await knowledge.check('SELEC')).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(knowledge.catalog.tables.length).toBeGreaterThan(2000);
  expect(unhandled).not.toHaveBeenCalled();
  expect(warned).not.toHaveBeenCalled();
  process.off('unhandledRejection', unhandled);
});
