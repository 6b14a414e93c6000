import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryError } from '../protocol/error';
import { NeededAddresses } from '../remote/answering-request';
import type { Supplier } from './supplier';
import { databaseFile } from './testing/database-file';
import { TestSession } from './testing/test-session';

/** What was read and fetched, in order. */
const asked: string[] = [];
let hold: Promise<void> = Promise.resolve();
const addresses = new NeededAddresses();

/** Reads files of one JSON array, whatever their names: reading formats is another room's business. */
const supplier: Supplier = {
  async *read(name, data, part) {
    asked.push(part === undefined ? name : `${name} ${part}`);
    await hold;
    let rows: Record<string, unknown>[];
    try {
      rows = JSON.parse(await data.text()) as Record<string, unknown>[];
    } catch {
      throw queryError('FILE_ERROR', `${name} is not JSON.`, 'Write it anew.');
    }
    // In two streams.
    yield arrow(rows.slice(0, 1));
    if (rows.length > 1) yield arrow(rows.slice(1));
  },
  fetch: async (address) => {
    asked.push(`GET ${address}`);
    await hold;
    if (address.includes('missing')) throw queryError('FILE_ERROR', `${address} was not found.`);
    return new Blob([address.endsWith('.csv') ? 'a,b\n1,x\n2,y' : '[{"a":1},{"a":2}]']);
  },
  unpack: async (data) => new Blob([(await data.text()).replace('packed:', '')]),
  openColumns: () => Promise.resolve(null),
  loadExtension: async (address) => {
    asked.push(`GET ${address}`);
    await hold;
    throw queryError('HTTP_ERROR', `There is no ${address}.`, 'Look at the folder.');
  },
  addresses,
};

function arrow(rows: Record<string, unknown>[]): Uint8Array {
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const values = rows.map((row) => row[name]);
    return [name, values.every((value) => typeof value === 'number') ? Int32Array.from(values) : values] as const;
  });
  return tableToIPC(tableFromArrays(Object.fromEntries(columns)), 'stream');
}

let db: TestSession;
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const add = (name: string, rows: unknown) => db.session.addFile(name, bytes(JSON.stringify(rows)), null);

beforeAll(async () => {
  db = await TestSession.open({ supplier });
  add('orders.json', [{ id: 1 }, { id: 2 }, { id: 3 }]);
  add('more.json', [{ id: 4, note: 'x' }]);
  add('x.parquet', [{ n: 7 }]);
  add('book.xlsx', [{ cell: 'A1' }]);
});

// Every engine that is made takes the place for itself.
beforeEach(() => {
  addresses.install(globalThis);
});

describe('a file that is packed by zstd', () => {
  beforeAll(() => {
    db.session.addFile('packed.csv.zst', bytes('packed:a;b\n1;x\n2;y\n'), null);
    add('packed.json.zst', [{ a: 1 }, { a: 2 }]);
  });

  test.each([
    [
      `FROM 'packed.csv.zst'`,
      [
        ['1', 'x'],
        ['2', 'y'],
      ],
    ],
    [`SELECT c.a FROM 'packed.csv.zst' c JOIN "packed.json.zst" j USING (a)`, [['1'], ['2']]],
    [`FROM 'packed.json.zst'`, [['1'], ['2']]],
    [`FROM read_json('packed.json.zst')`, [['1'], ['2']]],
    [`FROM read_csv('packed.csv.zst', compression = 'none', delim = ';', header = false) LIMIT 1`, [['a', 'b']]],
  ])('%s', async (sql, rows) => {
    expect(await db.rows(sql)).toEqual(rows);
  });

  test('is in no list of tables, and found by other namespaces, by readers and after a rollback', async () => {
    expect(await db.rows(`SELECT count(*) FROM sys.tables WHERE table_name LIKE '%zst'`)).toEqual([['0']]);
    expect(await db.rows(`SELECT count(*) FROM sys.columns WHERE table_name LIKE '%zst'`)).toEqual([['0']]);
    const other = { namespace: 'elsewhere', role: 'reader' } as const;
    expect(await db.rows(`SELECT sum(a) FROM 'packed.csv.zst'`, other)).toEqual([['3']]);
    await db.rows(`BEGIN; SELECT sum(a) FROM 'packed.csv.zst'; ROLLBACK`, { namespace: 'third' });
    expect(await db.rows(`SELECT sum(a) FROM 'packed.csv.zst'`, { namespace: 'third' })).toEqual([['3']]);
  });

  test('is what it is by now: replaced, or dropped', async () => {
    db.session.addFile('packed.csv.zst', bytes('packed:c\n7\n'), null);
    expect(await db.rows(`SELECT c FROM 'packed.csv.zst'`)).toEqual([['7']]);
    db.session.dropFile('packed.csv.zst');
    const { error } = await db.run(`FROM 'packed.csv.zst'`);
    expect(error?.message).toContain('packed.csv.zst');
  });
});

describe('a file of another format', () => {
  test.each([
    `FROM 'orders.json'`,
    `FROM "orders.json" AS o WHERE o.id > 0`,
    `FROM read_json('orders.json')`,
    `FROM read_json_auto(['orders.json'])`,
    `WITH o AS (FROM 'orders.json') FROM o`,
    `SELECT * FROM (VALUES (1), (2), (3)) v(id) JOIN 'orders.json' USING (id) ORDER BY id`,
  ])('%s', async (sql) => {
    expect(await db.rows(sql)).toEqual([['1'], ['2'], ['3']]);
  });

  test('is read once, when a statement needs it, also from a view, a macro, a prepared statement or a script', async () => {
    asked.length = 0;
    add('late.json', [{ id: 5 }]);
    expect(asked).toEqual([]);
    await db.run(`CREATE VIEW v AS FROM read_json('late.json'); CREATE MACRO m() AS TABLE FROM 'late.json'`);
    await db.run(`PREPARE p AS SELECT id + $1 FROM 'late.json'`);
    expect(await db.rows(`FROM v; FROM m(); EXECUTE p(10)`)).toEqual([['15']]);
    expect(await db.rows(`CREATE TABLE copied AS FROM 'late.json'; FROM copied`)).toEqual([['5']]);
    expect(asked).toEqual(['late.json']);
  });

  test('several at once: a list, a pattern, columns by name', async () => {
    const rows = [
      ['1', null],
      ['2', null],
      ['3', null],
      ['4', 'x'],
    ];
    expect(await db.rows(`FROM read_json(['orders.json', 'more.json']) ORDER BY id`)).toEqual(rows);
    expect(await db.rows(`SELECT id, note FROM '[mo]*r*.json' ORDER BY id`)).toEqual(rows);
  });

  test('a sheet of a workbook is a part of it, a table of a database too', async () => {
    asked.length = 0;
    await db.rows(`FROM 'book.xlsx'`);
    await db.rows(`FROM read_xlsx('book.xlsx', sheet := 'Second')`);
    await db.rows(`FROM 'book.xlsx#Third'`);
    expect(asked).toEqual(['book.xlsx', 'book.xlsx Second', 'book.xlsx Third']);
  });

  test('replaced, it is read anew; dropped, it is gone, and its memory comes back', async () => {
    const databases = () => db.value('SELECT count(*) FROM duckdb_databases()');
    const before = await databases();
    add('changing.json', [{ a: 'old' }]);
    expect(await db.value(`FROM 'changing.json'`)).toBe('old');
    add('changing.json', [{ a: 'new' }]);
    expect(await db.value(`FROM 'changing.json'`)).toBe('new');
    expect(db.session.files.list().find(({ name }) => name === 'changing.json')?.memoryBytes).toBeGreaterThan(100);
    db.session.dropFile('changing.json');
    const { error } = await db.run(`FROM 'changing.json'`);
    expect(error).toMatchObject({ code: 'IO_ERROR', message: 'No files found that match the pattern "changing.json"' });
    expect(await databases()).toBe(before);
  });

  test('is there for an author, a reader and another namespace, and cannot be written to', async () => {
    add('shared.json', [{ a: 1 }]);
    expect(await db.value(`FROM 'shared.json'`, { role: 'reader', namespace: 'elsewhere' })).toBe('1');
    expect(await db.value(`FROM read_json('shared.json')`, { role: 'author', namespace: 'elsewhere' })).toBe('1');
    const [[database]] = (await db.rows(
      `SELECT database_name FROM duckdb_tables() WHERE table_name = 'data' ORDER BY database_name DESC`,
    )) as [[string]];
    const { error } = await db.run(`INSERT INTO ${database}.data VALUES (2)`);
    expect(error?.message).toContain('read-only');
    expect(await db.value(`SELECT count(*) FROM sys.tables WHERE table_name = 'data'`)).toBe('0');
    expect(await db.value(`SELECT count(*) FROM sys.columns WHERE table_name = 'data'`)).toBe('0');
  });

  test('is there in the middle of a transaction, for the second file too', async () => {
    add('one.json', [{ a: 1 }]);
    add('two.json', [{ a: 2 }]);
    expect(await db.rows(`BEGIN; FROM 'one.json'; FROM 'two.json'; COMMIT`)).toEqual([]);
    expect(await db.rows(`BEGIN; CREATE TABLE kept AS FROM 'one.json'; COMMIT; FROM kept`)).toEqual([['1']]);
  });

  test('a table of its name comes first where it is meant, and is not in the way of a reader', async () => {
    await db.run(`CREATE VIEW "orders.json" AS SELECT count(*) AS n FROM read_json('orders.json')`);
    expect(await db.value(`FROM "orders.json"`)).toBe('3');
    expect(await db.value(`SELECT count(*) FROM read_json('orders.json')`)).toBe('3');
    await db.run(`DROP VIEW "orders.json"`);
  });

  test('one that is broken says so, each time, and leaves nothing behind', async () => {
    const databases = () => db.value('SELECT count(*) FROM duckdb_databases()');
    const before = await databases();
    db.session.addFile('broken.json', bytes('{'), null);
    for (const sql of [`FROM 'broken.json'`, `FROM read_json('broken.json')`]) {
      const { error } = await db.run(`SELECT 1; ${sql}`);
      expect(error).toMatchObject({ code: 'FILE_ERROR', message: 'broken.json is not JSON.', statementIndex: 1 });
    }
    expect(await databases()).toBe(before);
  });

  test('while it is read, others run and the query can be cancelled; who still waits gets it', async () => {
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => (release = resolve));
    add('slow.json', [{ a: 1 }]);
    const first = db.start(`FROM 'slow.json'`);
    const second = db.start(`FROM 'slow.json'`, { namespace: 'other' });
    expect(await db.value('SELECT 42', { namespace: 'third' })).toBe('42');
    expect(db.session.cancel(first.queryId)).toBe(true);
    expect((await first.ended).status).toBe('cancelled');
    const timed = await db.run(`FROM 'slow.json'`, { namespace: 'third', timeoutMs: 5 });
    expect(timed.error?.code).toBe('TIMEOUT');
    release();
    expect((await second.ended).statements[0]?.rows).toEqual([['1']]);
  });
});

test('each of several at once gets what it lacks itself', async () => {
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) add(`${name} at once.json`, [{ name }]);
  db.session.addFile('e at once.json', bytes('{'), null);
  const all = [...names, 'e'].map((name) => db.run(`FROM '${name} at once.json'`, { namespace: `ns_${name}` }));
  const ended = await Promise.all(all);
  expect(ended.map(({ statements }) => statements[0]?.rows[0]?.[0])).toEqual([...names, undefined]);
  expect(ended.at(-1)?.error?.code).toBe('FILE_ERROR');
});

describe('an address', () => {
  test.each([
    [`SELECT sum(a) FROM 'https://host/x.csv'`, '3'],
    [`SELECT sum(a) FROM read_csv('https://host/y.csv')`, '3'],
    [`SELECT count(*) FROM read_text('https://host/t.csv')`, '1'],
    [`SELECT sum(a) FROM 'https://host/x.json'`, '3'],
    [`SELECT sum(a) FROM read_parquet('https://host/x.parquet?v=1')`, '3'],
  ])('%s', async (sql, expected) => {
    const address = /https:[^']*/.exec(sql)?.[0];
    expect(await db.value(sql)).toBe(expected);
    expect(await db.value(sql)).toBe(expected);
    expect(asked.filter((each) => each === `GET ${address}`)).toHaveLength(1);
  });

  test('is listed as a file, and its failure is the query’s', async () => {
    const file = db.session.files.list().find(({ name }) => name === 'https://host/x.csv');
    expect(file).toMatchObject({ kind: 'url', format: 'csv', sourceUrl: 'https://host/x.csv', readBy: 'engine' });
    const { error } = await db.run(`FROM 'https://host/missing.csv'`);
    expect(error).toMatchObject({ code: 'FILE_ERROR', message: 'https://host/missing.csv was not found.' });
  });
});

test('a database file is attached for reading, and its only table is what it is', async () => {
  db.session.addFile('shop.duckdb', await databaseFile('CREATE TABLE orders AS FROM range(3) t(id)'), null);
  expect(await db.value('SELECT sum(id) FROM shop.orders')).toBe('3');
  expect(await db.value(`SELECT count(*) FROM 'shop.duckdb'`)).toBe('3');
  expect((await db.run('INSERT INTO shop.orders VALUES (9)')).error?.message).toContain('read-only');
  db.session.dropFile('shop.duckdb');
  expect((await db.run('FROM shop.orders')).error?.code).toBe('CATALOG_ERROR');
  expect(() => db.session.addFile('broken.duckdb', bytes('no database'), null)).toThrow(/could not be opened/);
});

test('an extension is fetched from a folder that was named, and only when it is asked for', async () => {
  const refused = await db.run('INSTALL json');
  expect(refused.error?.code).toBe('MISSING_EXTENSION_ERROR');
  await db.run(`SET custom_extension_repository = 'https://host/ext'`);
  const { error } = await db.run('LOAD icu');
  const version = db.session.info.engineVersion;
  const address = `https://host/ext/${version}/wasm_${db.session.info.bundle}/icu.duckdb_extension.wasm`;
  expect(asked.at(-1)).toBe(`GET ${address}`);
  expect(error).toMatchObject({ code: 'HTTP_ERROR', message: `There is no ${address}.` });
  await db.run('RESET custom_extension_repository');
  expect((await db.run('LOAD icu')).error?.code).toBe('MISSING_EXTENSION_ERROR');
  expect(await db.value('SELECT 42')).toBe('42');
});

test('nothing is written to an address', async () => {
  const { error } = await db.run(`COPY (SELECT 1) TO 'https://host/out.csv'`);
  expect(error).toMatchObject({ code: 'IO_ERROR', message: 'Nothing can be written to an address from here.' });
});
