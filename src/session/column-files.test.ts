import { tableToIPC } from 'apache-arrow';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { queryError } from '../protocol/error';
import { openParquetColumns, type ColumnsToRead } from '../readers/parquet-reader-columns';
import { parquetWasm } from '../readers/parquet-wasm';
import { connect } from '../readers/testing/loaded';
import { NeededAddresses } from '../remote/answering-request';
import { ColumnFiles } from './column-files';
import type { Supplier } from './supplier';
import { TestSession } from './testing/test-session';

const A = 'https://host/a.parquet';
const B = 'https://host/b.parquet?signature=5ecret';
const TYPES = 'https://host/types.parquet';

/** Names of odd letters, of the same ones and of words of SQL; nested types; in three groups of rows. */
const ROWS: Record<string, string> = {
  [A]: `SELECT i::INTEGER AS id, 'x' || (i % 3) AS "né ""s''", {'a b': i, 'list': [i, NULL]} AS "select", i % 7 AS "ID",
    i / 4 AS ratio, DATE '2024-01-01' + i::INTEGER AS day, NULL::VARCHAR AS nothing FROM range(2500) r(i)`,
  [TYPES]: `SELECT 1.5::DECIMAL(9, 2) AS "decimal", 1::UBIGINT AS u, TIMESTAMP '2024-01-01 12:34:56.789' AS t, TIMESTAMPTZ '2024-01-01 12:34:56+00' AS tz,
    TIME '12:34:56' AS time, 'ab'::BLOB AS blob, true AS yes, 1.5::FLOAT AS f, MAP {'k': [1.25]} AS map, [{'né "q''': {'x y': 1}}] AS deep
    FROM range(2000)`,
  [B]: `SELECT i::INTEGER AS id, 'b' || i AS name, i * 2 AS id2 FROM range(0, 3000, 2) r(i)`,
};

const files = new Map<string, Uint8Array<ArrayBuffer>>();
/** What was read: places of columns, and how many rows were wanted. */
const reads: string[] = [];
const opened: string[] = [];
let hold: Promise<void> = Promise.resolve();
let hasChanged = false;
const addresses = new NeededAddresses();

const supplier: Supplier = {
  read: () => {
    throw new Error('Nothing is read whole here.');
  },
  fetch: () => Promise.reject(queryError('HTTP_ERROR', 'Nothing is fetched here.')),
  loadExtension: () => Promise.reject(queryError('HTTP_ERROR', 'There are no extensions.')),
  unpack: () => Promise.reject(new Error('Nothing is packed here.')),
  openColumns: async (address) => {
    opened.push(address);
    const data = files.get(address);
    if (!data) throw queryError('HTTP_ERROR', `There is nothing at ${address}.`);
    const slice = (start: number, end: number) => Promise.resolve(data.slice(start, end).buffer);
    const file = await openParquetColumns({ size: data.length, slice });
    return {
      ...file,
      sizeBytes: data.length,
      get hasChanged() {
        return hasChanged;
      },
      async *read(wanted: ColumnsToRead) {
        reads.push(`${wanted.columns ? [...wanted.columns].sort().join() : 'all'} of ${wanted.rowCount ?? Infinity}`);
        await hold;
        if (hasChanged) throw queryError('HTTP_ERROR', 'The file has changed.');
        yield* file.read(wanted);
      },
    };
  },
  addresses,
};

let db: TestSession;

beforeAll(async () => {
  const connection = await connect();
  const library = await parquetWasm();
  const properties = () => new library.WriterPropertiesBuilder().setMaxRowGroupSize(1000).build();
  for (const [address, sql] of Object.entries(ROWS)) {
    const table = library.Table.fromIPCStream(tableToIPC(connection.query(sql), 'stream'));
    files.set(address, library.writeParquet(table, properties()) as Uint8Array<ArrayBuffer>);
  }
  db = await TestSession.open({ supplier });
  await db.run(`CREATE TABLE "A" AS ${ROWS[A]}; CREATE TABLE "B" AS ${ROWS[B]}`);
});

beforeEach(() => {
  addresses.install(globalThis);
  for (const { name } of db.session.files.list()) db.session.dropFile(name);
  reads.length = opened.length = 0;
});

afterEach(() => {
  vi.restoreAllMocks();
  hasChanged = false;
});

describe('a statement reads what it needs', () => {
  test.each([
    [`SELECT sum(id) FROM 'A'`, ['0 of Infinity']],
    [`SELECT count(*) FROM 'A'`, []],
    [`SELECT "né ""s''", count(*) AS n FROM 'A' GROUP BY ALL ORDER BY ALL`, ['1 of Infinity']],
    [`SELECT "ID_1", "select".list[1] AS l FROM read_parquet('A') ORDER BY id DESC LIMIT 3`, ['0,2,3 of Infinity']],
    [`SELECT ratio FROM 'A' WHERE day > DATE '2030-01-01' AND id < 2400 ORDER BY ALL`, ['0,4,5 of Infinity']],
    [`SELECT count(*) FROM 'A' WHERE nothing IS NULL`, ['6 of Infinity']],
    [`SELECT * EXCLUDE (nothing, "select", day) FROM 'A' ORDER BY id LIMIT 5`, ['0,1,3,4 of Infinity']],
    [`SELECT max(ratio) FROM (SELECT * FROM 'A' WHERE id % 2 = 0)`, ['0,4 of Infinity']],
    [
      `SELECT a.id, b.name FROM 'A' a JOIN 'B' b USING (id) WHERE b.id2 > 4900 ORDER BY ALL`,
      ['0 of Infinity', 'all of Infinity'],
    ],
    [`SELECT count(*) FROM 'A' a JOIN 'A' b ON a.id = b."ID_1"`, ['0,3 of Infinity']],
    [`SELECT id FROM 'A' WHERE id IN (SELECT id2 FROM 'B') ORDER BY id LIMIT 7`, ['0 of Infinity', '2 of Infinity']],
    [`SELECT (SELECT max(id) FROM 'B') - min(id) AS d FROM 'A'`, ['0 of Infinity', '0 of Infinity']],
    [`SELECT id, row_number() OVER (ORDER BY ratio DESC) AS r FROM 'A' ORDER BY ALL LIMIT 4`, ['0,4 of Infinity']],
    [`WITH c AS (SELECT id, ratio FROM 'A') SELECT count(*) FROM c x JOIN c y USING (id)`, ['0,4 of Infinity']],
    [
      `SELECT id, name FROM (SELECT id, nothing AS name FROM 'A' UNION ALL BY NAME SELECT id, name FROM 'B') ORDER BY ALL LIMIT 9`,
      ['0,6 of Infinity', '0,1 of Infinity'],
    ],
    [`SELECT id FROM 'A' WHERE false`, []],
    [`DESCRIBE FROM 'A'`, []],
    [`FROM 'A' LIMIT 5`, ['0,1,2,3,4,5,6 of 1000']],
    [`SELECT ratio, id + 1 AS next FROM 'A' LIMIT 1001`, ['0,4 of 2000']],
    [`SELECT id FROM 'A' LIMIT 2001`, ['0 of Infinity']],
    [`SELECT id FROM (FROM 'A' LIMIT 1500 OFFSET 900) LIMIT 5`, ['0 of Infinity']],
    [`SELECT id FROM (FROM 'A' OFFSET 1100) LIMIT 5`, ['0 of Infinity']],
    [`SELECT id FROM 'A' LIMIT 2400 -- LIMIT 5`, ['0 of Infinity']],
    [`SELECT id FROM 'A' WHERE id > 1200 LIMIT 5`, ['0 of Infinity']],
    [`SELECT id FROM 'A' ORDER BY id DESC LIMIT 5`, ['0 of Infinity']],
    [`SELECT count(*) FROM 'A' LIMIT 5`, []],
    [`SUMMARIZE SELECT id, day FROM 'A'`, ['0,5 of Infinity']],
    [`PIVOT (SELECT id % 2 AS p, ratio FROM 'A') ON p USING sum(ratio)`, ['all of Infinity']],
    [`FROM 'A' ORDER BY id`, ['all of Infinity']],
    [`SELECT sum(id) FROM read_parquet(['A', 'B'])`, ['0 of Infinity', '0 of Infinity']],
  ] as const)('%s', async (sql, expected) => {
    const remote = sql.replaceAll(`'A'`, `'${A}'`).replaceAll(`'B'`, `'${B}'`);
    const found = await db.run(remote, { maxRows: 5000 });
    expect(found.error).toBeUndefined();
    expect(reads.sort()).toEqual([...expected].sort());
    // The same of tables that have it all.
    const local = sql
      .replace(`read_parquet(['A', 'B'])`, `(FROM "A" UNION ALL BY NAME FROM "B")`)
      .replace(`read_parquet('A')`, `"A"`)
      .replaceAll(`'A'`, `"A"`)
      .replaceAll(`'B'`, `"B"`);
    const right = await db.run(local, { maxRows: 5000 });
    expect(right.error).toBeUndefined();
    const [{ columns, types, rows } = { columns: [], types: [], rows: [] }] = found.statements;
    expect(right.statements[0]).toMatchObject({ columns, types, rows });
  });

  test('and one after it uses what there is, if that is enough', async () => {
    const total = `SELECT count(*), sum(id), max(day) FROM '${A}'`;
    await db.rows(`SELECT id, day FROM '${A}' LIMIT 3`);
    expect(reads.splice(0)).toEqual(['0,5 of 1000']);
    expect((await db.rows(total))[0]?.slice(0, 2)).toEqual(['2500', '3123750']);
    await db.rows(`SELECT max(day) FROM '${A}'`);
    await db.rows(`SELECT id FROM '${A}' LIMIT 3`);
    expect(reads.splice(0)).toEqual(['0,5 of Infinity']);
    await db.rows(`SELECT max(ratio) FROM '${A}'`);
    await db.rows(`SELECT sum(id), max(ratio), max(day) FROM '${A}'`);
    expect(reads.splice(0)).toEqual(['4 of Infinity', '0,4,5 of Infinity']);
    await db.rows(`FROM '${A}'`);
    expect((await db.rows(total))[0]?.slice(0, 2)).toEqual(['2500', '3123750']);
    expect(reads).toEqual(['all of Infinity']);
    expect(opened).toEqual([A]);
  });

  test('of whatever types the others are', async () => {
    const described = await db.rows(`DESCRIBE FROM '${TYPES}'`);
    expect(await db.value(`SELECT sum(u) FROM '${TYPES}'`)).toBe('2000');
    expect(reads.splice(0)).toEqual(['1 of Infinity']);
    expect((await db.run(`FROM '${TYPES}'`)).error).toBeUndefined();
    expect(reads).toEqual(['all of Infinity']);
    expect(await db.rows(`DESCRIBE FROM '${TYPES}'`)).toEqual(described);
  });

  test('by whatever way it asks', async () => {
    const sum = String((2500 * 2499) / 2);
    await db.run(`CREATE VIEW v AS FROM '${A}'; CREATE MACRO m() AS TABLE SELECT id, ratio FROM '${A}'`);
    expect(reads).toEqual([]);
    expect(await db.value('SELECT sum(id) FROM v')).toBe(sum);
    expect(await db.value('SELECT sum(id) FROM m()')).toBe(sum);
    expect(reads.splice(0)).toEqual(['0 of Infinity']);
    await db.run(`CREATE TABLE copied AS SELECT ratio FROM v; INSERT INTO copied SELECT id FROM v`);
    expect(await db.value('SELECT count(*) FROM copied')).toBe('5000');
    expect(reads.splice(0)).toEqual(['4 of Infinity']);
    expect(await db.value(`SELECT count(day) FROM '${A}'`, { role: 'reader', namespace: 'other' })).toBe('2500');
    expect(
      await db.rows(
        `BEGIN; SELECT count(nothing) FROM '${A}'; INSERT INTO copied SELECT length("né ""s''") FROM v; COMMIT; SELECT count(*) FROM copied`,
      ),
    ).toEqual([['7500']]);
    expect(reads.splice(0)).toEqual(['5 of Infinity', '6 of Infinity', '1 of Infinity']);
    // Where it cannot be told beforehand, all is read.
    expect(await db.value(`SELECT sum(id2) FROM '${B}' WHERE id > $1`, { params: [2996] })).toBe('5996');
    expect(await db.value(`PREPARE p AS SELECT sum(id) + $1 FROM '${A}'; EXECUTE p(1)`)).toBe(String(Number(sum) + 1));
    expect(reads).toEqual(['all of Infinity', 'all of Infinity']);
  });

  test('an EXPLAIN reads what it would run on, and shows nothing of how', async () => {
    const plan = JSON.stringify(await db.rows(`EXPLAIN SELECT sum(id2) FROM '${B}'`));
    expect(plan).not.toContain('5ecret');
    expect(await db.rows(`EXPLAIN ANALYZE SELECT sum(id2) FROM '${B}'`)).toHaveLength(1);
    expect(reads).toEqual(['2 of Infinity']);
  });

  test('planning it runs nothing of it', async () => {
    await db.run('CREATE SEQUENCE s');
    expect(await db.rows(`SELECT nextval('s'), count(*), max(id) FROM '${A}'`)).toEqual([['1', '2500', '2499']]);
    await db.run(
      `CREATE OR REPLACE TABLE made AS SELECT nextval('s') AS n, max(id2) FROM '${B}'; DROP SEQUENCE s CASCADE`,
    );
    expect(reads).toEqual(['0 of Infinity', '2 of Infinity']);
  });

  test('settings of the optimizer stay what they were', async () => {
    await db.run(`SET disabled_optimizers = 'top_n'`);
    await db.rows(`SELECT id FROM '${A}' ORDER BY id LIMIT 1`);
    expect(await db.value(`SELECT current_setting('disabled_optimizers')`)).toBe('top_n');
    await db.run('RESET disabled_optimizers');
    expect(reads).toEqual(['0 of Infinity']);
  });
});

describe('where a plan tells too little', () => {
  beforeEach(async () => {
    // What has been found out holds for the session.
    db = await TestSession.open({ supplier });
    addresses.install(globalThis);
    vi.spyOn(ColumnFiles.prototype, 'needsIn').mockImplementation(
      (_plan, paths) => new Map(Array.from(paths, (path) => [path, { columns: new Set([0]), rowCount: Infinity }])),
    );
  });

  test('no row is wrong: the rest is read as soon as it is asked for', async () => {
    expect(await db.value(`SELECT sum(id) FROM '${A}' WHERE "ID_1" = 3`)).toBe('445893');
    expect(reads).toEqual(['0 of Infinity', 'all of Infinity']);
    expect(await db.value(`SELECT count(name) FROM '${B}' WHERE id > 10`)).toBe('1494');
  });

  test('what cannot be tried again says so, and works the next time', async () => {
    await db.run('CREATE TABLE t (name VARCHAR)');
    const insert = `INSERT INTO t SELECT name FROM '${B}'`;
    const { error } = await db.run(`BEGIN; ${insert}; COMMIT`);
    expect(error).toMatchObject({ code: 'FILE_ERROR' });
    expect(error?.message).toContain('https://host/b.parquet than could be foreseen');
    expect(await db.rows(`BEGIN; ${insert}; COMMIT; SELECT count(*) FROM t`)).toEqual([['1500']]);
  });
});

test('it is listed, takes memory for what was read of it, and gives that back', async () => {
  const databases = () => db.value('SELECT count(*) FROM duckdb_databases()');
  await db.rows('SELECT 42');
  const before = await databases();
  await db.rows(`SELECT count(*) FROM '${A}'`);
  const listed = () => db.session.files.list().find(({ name }) => name === A);
  expect(listed()).toMatchObject({ kind: 'url', format: 'parquet', sizeBytes: files.get(A)?.length, sourceUrl: A });
  const outline = listed()?.memoryBytes ?? 0;
  await db.rows(`SELECT sum(id) FROM '${A}'`);
  expect(listed()?.memoryBytes).toBeGreaterThan(outline + 10_000);
  expect(await db.value(`SELECT count(*) FROM sys.tables WHERE table_name IN ('data', 'outline')`)).toBe('0');
  db.session.dropFile(A);
  await db.rows('SELECT 42');
  expect(await databases()).toBe(before);
  await db.rows(`SELECT sum(id) FROM '${A}'`);
  expect(opened).toEqual([A, A]);
});

test('while it is read others run; it can be cancelled, has its time limit, and who still waits gets it', async () => {
  let release: () => void = () => undefined;
  hold = new Promise((resolve) => (release = resolve));
  const sql = `SELECT sum(id) FROM '${A}'`;
  const first = db.start(sql);
  const second = db.start(sql, { namespace: 'other' });
  await vi.waitFor(() => {
    expect(reads).toHaveLength(1);
  }, 60_000);
  expect(await db.value('SELECT 42', { namespace: 'third' })).toBe('42');
  const more = db.start(`SELECT sum(id), max(ratio) FROM '${A}'`, { namespace: 'fourth' });
  expect((await db.run(sql, { namespace: 'third', timeoutMs: 50 })).error?.code).toBe('TIMEOUT');
  expect(db.session.cancel(first.queryId)).toBe(true);
  expect((await first.ended).status).toBe('cancelled');
  release();
  expect((await second.ended).statements[0]?.rows).toEqual([['3123750']]);
  expect((await more.ended).statements[0]?.rows).toEqual([['3123750', '624.75']]);
});

test('one that has changed since it was opened is an error, and then the new one is read', async () => {
  await db.rows(`SELECT sum(id) FROM '${A}'`);
  hasChanged = true;
  expect((await db.run(`SELECT max(ratio) FROM '${A}'`)).error).toMatchObject({ code: 'HTTP_ERROR' });
  hasChanged = false;
  expect(await db.value(`SELECT max(ratio) FROM '${A}'`)).toBe('624.75');
  expect(opened).toEqual([A, A]);
  expect((await db.run(`FROM 'https://host/none.parquet'`)).error).toMatchObject({
    code: 'HTTP_ERROR',
    message: 'There is nothing at https://host/none.parquet.',
  });
});
