import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../session/engine';
import { createNodeEngine } from '../session/testing/node-engine';
import { NeededAddresses } from './answering-request';

const CSV = 'a,b\n1,2\n3,4\n';
const ADDRESS = 'https://h/x.csv';

let { bindings }: Partial<Engine> = {};
let needed: NeededAddresses;
/** Names of files that the engine may know. */
const used = new Set<string>();

beforeAll(async () => {
  ({ bindings } = await createNodeEngine());
});

beforeEach(() => {
  // What the bindings say of failed requests.
  for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockReturnValue(undefined);
  open({});
  needed = new NeededAddresses();
  used.add(ADDRESS);
  const uninstall = needed.install(globalThis);
  return () => {
    uninstall();
    vi.restoreAllMocks();
  };
});

function engine(): Engine['bindings'] {
  if (!bindings) throw new Error('The engine has not started.');
  return bindings;
}

/** A database without anything in it, and an engine without files, which outlast databases. */
function open(filesystem: object): void {
  engine().reset();
  // One by one: all at once fails once a COPY to an address has failed.
  for (const name of used) engine().dropFile(name);
  used.clear();
  engine().open({ path: ':memory:', filesystem });
}

/** Runs statements, one after the other: the rows of the last as JSON, or what the engine says. */
function run(...statements: string[]): string {
  const connection = engine().connect();
  try {
    const last = statements.map((sql) => connection.query(sql)).at(-1);
    return JSON.stringify(last?.toArray().map((row: { toArray: () => unknown[] }) => row.toArray().map(String)));
  } catch (thrown) {
    // The engine's own errors are plain; one that has broken it is a RuntimeError.
    expect(Object.getPrototypeOf(thrown)).toBe(Error.prototype);
    return (thrown as Error).message;
  } finally {
    connection.close();
  }
}

function register(address: string, text = CSV): void {
  const bytes = new TextEncoder().encode(text);
  used.add(address);
  needed.markRegistered(address, bytes.byteLength);
  engine().registerFileBuffer(address, bytes);
}

const REFUSED = `Failed to load '${ADDRESS}'`;
const ROWS = '[["1","2"],["3","4"]]';

test.each([
  [`FROM '${ADDRESS}'`, ROWS],
  [`FROM read_csv('${ADDRESS}')`, ROWS],
  [`SELECT content FROM read_text('${ADDRESS}')`, JSON.stringify([[CSV]])],
  [`SELECT octet_length(content) FROM read_blob('${ADDRESS}')`, '[["12"]]'],
  [`WITH q AS (FROM '${ADDRESS}') SELECT sum(b) FROM q`, '[["6"]]'],
  [`SELECT (SELECT max(b) FROM '${ADDRESS}')`, '[["4"]]'],
  [`FROM glob('${ADDRESS}')`, `[["${ADDRESS}"]]`],
  [`SELECT Delimiter FROM sniff_csv('${ADDRESS}')`, '[[","]]'],
  [`CREATE TABLE copied AS FROM '${ADDRESS}'`, '[["2"]]'],
  [`EXPLAIN FROM '${ADDRESS}'`, 'physical_plan'],
])('%s needs its address, and works once it is there', (sql, rows) => {
  expect(run(sql)).toContain(REFUSED);
  expect([...needed.all]).toEqual([ADDRESS]);
  needed.all.clear();
  register(ADDRESS);
  expect(run(sql)).toContain(rows);
  expect(needed.all.size).toBe(0);
});

test('a view needs the address when it is made, and when it is read', () => {
  expect(run(`CREATE VIEW v AS FROM '${ADDRESS}'`)).toContain(REFUSED);
  register(ADDRESS);
  expect(run(`CREATE VIEW v AS FROM '${ADDRESS}'`, 'FROM v')).toBe(ROWS);
  engine().dropFile(ADDRESS);
  needed.forget(ADDRESS);
  needed.all.clear();
  expect(run('FROM v')).toContain(REFUSED);
  expect([...needed.all]).toEqual([ADDRESS]);
});

test('a file alone that is registered is not enough: the engine asks whether it is there', () => {
  engine().registerFileBuffer(ADDRESS, new TextEncoder().encode(CSV));
  expect(run(`FROM '${ADDRESS}'`)).toContain(REFUSED);
});

test('COPY reads an address like a file', () => {
  register(ADDRESS);
  expect(run('CREATE TABLE t (a INT, b INT)', `COPY t FROM '${ADDRESS}'`, 'FROM t')).toBe(ROWS);
});

test('COPY to an address asks for it, and fails', () => {
  expect(run(`COPY (SELECT 1) TO '${ADDRESS}'`)).toContain(REFUSED);
  expect([...needed.all]).toEqual([ADDRESS]);
});

test('several files are asked for one after the other', () => {
  const sql = "FROM read_csv(['https://h/1.csv', 'https://h/2.csv'])";
  run(sql);
  expect([...needed.all]).toEqual(['https://h/1.csv']);
  register('https://h/1.csv');
  run(sql);
  expect([...needed.all]).toEqual(['https://h/1.csv', 'https://h/2.csv']);
  register('https://h/2.csv', 'a,b\n5,6\n');
  expect(run(sql)).toBe('[["1","2"],["3","4"],["5","6"]]');
});

test.each([
  'https://h/x.csv?a=b&c=[d]',
  'https://h/*.csv',
  'https://h/[ab].csv',
  'https://h/a b.csv',
  'https://h/a%20b.csv',
  'https://h/ü.csv',
  'https://h/x.csv#part',
  'http://h:8080/download',
])('%s is asked for as it is written, whatever a pattern it could be', (address) => {
  const sql = `FROM read_csv('${address}')`;
  run(sql);
  expect([...needed.all]).toEqual([address]);
  register(address);
  expect(run(sql)).toBe(ROWS);
});

test('a bucket of S3 is asked for at its public address', () => {
  run("FROM 's3://bucket/x.csv'");
  expect([...needed.all]).toEqual(['https://bucket.s3.amazonaws.com/x.csv']);
  needed.answer('https://bucket.s3.amazonaws.com/x.csv', new TextEncoder().encode(CSV));
  expect(run("FROM 's3://bucket/x.csv'")).toBe(ROWS);
});

test.each(['HTTPS://h/x.csv', 'ftp://h/x.csv', 'hf://datasets/o/n/x.csv'])(
  '%s is no address to the engine',
  (address) => {
    expect(run(`FROM read_csv('${address}')`)).toContain('No files found');
    expect(needed.all.size).toBe(0);
  },
);

test('a name that is like an address, but of no format, is asked for, and stays a name', () => {
  expect(run("FROM 'https://h/download'")).toContain('does not exist');
  expect([...needed.all]).toEqual(['https://h/download']);
  register('https://h/download');
  expect(run("FROM 'https://h/download'")).toContain('explicitly use the reader functions');
});

test('answers out of memory do for files too, whole and by ranges', () => {
  needed.answer(ADDRESS, new TextEncoder().encode(CSV));
  expect(run(`FROM '${ADDRESS}'`)).toBe(ROWS);
  used.add(ADDRESS);
  open({ forceFullHTTPReads: false, reliableHeadRequests: true });
  expect(run(`FROM '${ADDRESS}'`)).toBe(ROWS);
  expect(needed.all.size).toBe(0);
});

test('a database is asked for, and refused without harm', () => {
  expect(run("ATTACH 'https://h/x.duckdb'")).toContain('database does not exist');
  expect([...needed.all]).toEqual(['https://h/x.duckdb']);
});

test.each([
  [['LOAD json'], 'https://extensions.duckdb.org/v1.4.3/wasm_eh/json.duckdb_extension.wasm'],
  [
    ['INSTALL h3 FROM community', 'LOAD h3'],
    'https://community-extensions.duckdb.org/v1.4.3/wasm_eh/h3.duckdb_extension.wasm',
  ],
  [["INSTALL icu FROM 'https://o/ext'", 'LOAD icu'], 'https://o/ext/v1.4.3/wasm_eh/icu.duckdb_extension.wasm'],
  [
    ["SET custom_extension_repository = 'https://h/ext'", 'LOAD json'],
    'https://h/ext/v1.4.3/wasm_eh/json.duckdb_extension.wasm',
  ],
  [
    ["SET custom_extension_repository = 'https://h/ext'", "FROM read_parquet('x')"],
    'https://h/ext/v1.4.3/wasm_eh/parquet.duckdb_extension.wasm',
  ],
  [
    ["SET custom_extension_repository = 'https://h/ext'", 'SELECT to_json(1)'],
    'https://h/ext/v1.4.3/wasm_eh/json.duckdb_extension.wasm',
  ],
  [
    ["SET custom_extension_repository = 'https://h/ext'", "ATTACH 'x.db' (TYPE sqlite)"],
    'https://h/ext/v1.4.3/wasm_eh/sqlite_scanner.duckdb_extension.wasm',
  ],
  [["LOAD 'https://h/own.wasm'"], 'https://h/own.wasm'],
])('%j needs an extension, and fails without harm', (statements, address) => {
  expect(run(...statements)).toContain(`Extension ${address} is not available`);
  expect([...needed.all]).toEqual([address]);
  expect(run('SELECT 42')).toBe('[["42"]]');
});

test('INSTALL asks for nothing, LOAD does', () => {
  expect(run('INSTALL json')).toBe('[]');
  expect(needed.all.size).toBe(0);
});

test('an extension is answered out of memory: what is none is refused by its signature', () => {
  const address = 'https://h/ext/v1.4.3/wasm_eh/json.duckdb_extension.wasm';
  // The beginning of a wasm, and nothing in it.
  needed.answer(address, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  expect(run("SET custom_extension_repository = 'https://h/ext'", 'LOAD json')).toContain(
    'signature is either missing',
  );
  expect(needed.all.size).toBe(0);
});
