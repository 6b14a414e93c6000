import { tableFromIPC, tableToIPC } from 'apache-arrow';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, expect, test } from 'vitest';
import type { Column } from '../../protocol/query';
import { createNodeEngine } from '../../session/testing/node-engine';
import { TestSession } from '../../session/testing/test-session';
import { readBatch } from '../column-reader';
import { RANDOM_ROWS, nestedExpressions, scalarExpressions } from '../testing/random-expressions';
import { exportFormats, type ExportFormat } from './export-format';
import { createExporter } from './exporters';
import { daysOf, ticksOf } from './ticks';

let session: TestSession;

beforeAll(async () => {
  session = await TestSession.open();
});

interface Exported {
  bytes: Uint8Array<ArrayBuffer>;
  columns: Column[];
  rows: (string | null)[][];
}

async function exported(sql: string, format: ExportFormat, header = true): Promise<Exported> {
  const { statements, batches, error } = await session.run(sql, { maxRows: Number.POSITIVE_INFINITY });
  const [statement] = statements;
  if (!statement) throw new Error(error?.message);
  const columns = statement.definitions;
  const exporter = await createExporter(format, columns, { header, tableName: 'exported' });
  const pieces = [];
  for (const batch of batches) {
    const readers = readBatch(
      columns.map(({ type }) => type),
      batch,
    );
    pieces.push(...exporter.write({ rowCount: batch.rowCount, columns: readers }));
  }
  pieces.push(...(await exporter.finish()));
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return { bytes, columns, rows: statement.rows };
}

const textOf = ({ bytes }: Exported) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const ALL_TYPES = 'FROM test_all_types()';
const random = (expression: string) => `SELECT ${expression} AS x FROM ${RANDOM_ROWS(500)}`;
const everyExpression = Object.entries({ ...scalarExpressions, ...nestedExpressions });

test.each(['csv', 'tsv'] as const)(
  '%s: the engine reads back every text, and tells NULL from an empty text',
  async (format) => {
    const sql = `SELECT ${everyExpression.map(([, e], i) => `${e} AS x${i}`).join(', ')}, NULL::VARCHAR, '', 'NULL' FROM ${RANDOM_ROWS(200)}`;
    const { bytes, rows, columns } = await exported(sql, format);
    session.session.addFile('back', bytes.buffer, null, true);
    const names = columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
    const delimiter = format === 'csv' ? ',' : '\t';
    const back = await session.rows(
      `FROM read_csv('back', header = true, delim = '${delimiter}', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, auto_detect = false, strict_mode = false, new_line = '\\n', columns = {${names}})`,
    );
    expect(back).toEqual(rows);
  },
);

test.each(everyExpression)('SQL gives the same values again: %s', async (_name, expression) => {
  const result = await exported(random(expression), 'sql');
  await session.run('DROP TABLE IF EXISTS exported');
  const { error } = await session.run(textOf(result));
  expect(error).toBeUndefined();
  expect(await session.rows('FROM exported', { maxRows: 1000 })).toEqual(result.rows);
});

test('SQL of every type', async () => {
  const result = await exported(ALL_TYPES, 'sql');
  await session.run('DROP TABLE IF EXISTS exported');
  const { error } = await session.run(textOf(result));
  expect(error).toBeUndefined();
  expect(await session.rows('FROM exported')).toEqual(result.rows);
});

test('JSON: digits are kept, structure is kept, names are told apart', async () => {
  const sql = `SELECT 1.50::DECIMAL(9,2) AS a, 170141183460469231731687303715884105727::HUGEINT AS a, 0.25::DECIMAL(2,2) AS b, 'NaN'::DOUBLE AS c,
    '-inf'::FLOAT AS d, true AS e, NULL AS f, [1, NULL] AS g, {'x': 'q"', 'y': DATE '2020-01-01'} AS h, MAP {'k': 1} AS i, MAP {1: 'v'} AS j,
    union_value(n := 5) AS k, e'\\n' || chr(8232) AS l, 1e300 AS m, ['a', 'b']::VARCHAR[2] AS n, row(1, 'x') AS o`;
  const text = textOf(await exported(sql, 'json'));
  expect(text).toContain('"a": 1.50, "a_1": 170141183460469231731687303715884105727, "b": 0.25');
  expect(JSON.parse(text)).toEqual([
    {
      a: 1.5,
      a_1: 170141183460469231731687303715884105727n.toString().length > 0 ? 1.7014118346046923e38 : 0,
      b: 0.25,
      c: 'nan',
      d: '-inf',
      e: true,
      f: null,
      g: [1, null],
      h: { x: 'q"', y: '2020-01-01' },
      i: { k: 1 },
      j: [{ key: 1, value: 'v' }],
      k: 5,
      l: '\n\u2028',
      m: 1e300,
      n: ['a', 'b'],
      o: [1, 'x'],
    },
  ]);
});

test.each(everyExpression)('JSON parses: %s', async (_name, expression) => {
  const { rows, ...result } = await exported(random(expression), 'json');
  expect(JSON.parse(textOf({ rows, ...result }))).toHaveLength(rows.length);
  const lines = textOf(await exported(random(expression), 'ndjson'))
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual(rows.map(() => ['x']));
});

test('no rows: JSON is an empty list, CSV a header, Markdown a head', async () => {
  const sql = 'SELECT 1 AS a, 2 AS b WHERE false';
  expect(textOf(await exported(sql, 'json'))).toBe('[]\n');
  expect(textOf(await exported(sql, 'ndjson'))).toBe('');
  expect(textOf(await exported(sql, 'csv'))).toBe('a,b\n');
  expect(textOf(await exported(sql, 'csv', false))).toBe('');
  expect(textOf(await exported(sql, 'markdown'))).toBe('| a | b |\n| ---: | ---: |\n');
});

test('Markdown: what would be markup is text', async () => {
  const sql = "SELECT 'a|b' AS \"x|y\", '<b>*' AS n, e'1\\n2' AS l, NULL AS z";
  const lines = textOf(await exported(sql, 'markdown')).split('\n');
  expect(lines[0]).toBe('| x\\|y | n | l | z |');
  expect(lines[2]).toBe('| a\\|b | \\<b\\>\\* | 1<br>2 | NULL |');
});

/** What a reader gives, as the engine's text. */
function plain(value: unknown): unknown {
  // The readers take a byte order mark away.
  if (typeof value === 'string') return value.replace(/^\ufeff/, '');
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : value;
}

const typed = [
  ['BOOLEAN', 'i % 2 = 0', String],
  ['INTEGER', '(h % 4294967296)::BIGINT - 2147483648', String],
  ['DOUBLE', 'i / 7', Number],
  ['VARCHAR', scalarExpressions.VARCHAR ?? '', String],
  ['HUGEINT', '(h::HUGEINT * 1000003)', String],
  ['UUID', 'md5(i::VARCHAR)::UUID', String],
] as const;

test.each(typed)('Parquet and Arrow give back: %s', async (_name, expression, parse) => {
  const parquet = await exported(random(`if(i % 7 = 0, NULL, ${expression})`), 'parquet');
  const fromParquet = await parquetReadObjects({ file: parquet.bytes.buffer });
  const expected = parquet.rows.map(([text]) => (text === null || text === undefined ? null : plain(parse(text))));
  expect(fromParquet.map(({ x }) => plain(x))).toEqual(expected);
  const arrow = await exported(random(`if(i % 7 = 0, NULL, ${expression})`), 'arrow');
  const table = tableFromIPC(arrow.bytes);
  expect(table.toArray().map((row: { x: unknown }) => plain(row.x))).toEqual(expected);
});

test('Parquet: dates, timestamps, decimals and nested values', async () => {
  const sql = `SELECT DATE '2020-02-29' AS day, TIMESTAMP '1969-12-31 23:59:59.5' AS at, 1.50::DECIMAL(9,2) AS price, [1, NULL, 3]::BIGINT[] AS list,
    {'a': 1, 'b': ['x']} AS s, MAP {'k': 1} AS m, 'x'::BLOB AS b, TIME '12:34:56.789' AS t, []::INTEGER[] AS nothing, NULL::INTEGER[] AS missing, INTERVAL 3 DAYS AS span`;
  const { bytes } = await exported(sql, 'parquet');
  const [row] = await parquetReadObjects({ file: bytes.buffer });
  expect(row).toMatchObject({
    day: new Date('2020-02-29'),
    at: new Date('1969-12-31T23:59:59.500Z'),
    price: 1.5,
    list: [1n, null, 3n],
    s: { a: 1, b: ['x'] },
    nothing: [],
    missing: undefined,
    span: '3 days',
  });
  expect(row?.m).toEqual({ k: 1 });
});

test('Arrow: dates, timestamps, decimals and nested values, kept to the last digit', async () => {
  const sql = `SELECT DATE '2020-02-29' AS day, TIMESTAMP '1969-12-31 23:59:59.123456' AS at, -1.50::DECIMAL(38,2) AS price, [1, NULL, 3]::BIGINT[] AS list,
    {'a': 1, 'd': DATE '1970-01-02'} AS s, MAP {'k': TIMESTAMP '1970-01-01 00:00:00.000001'} AS m, 'x'::BLOB AS b, ['a', 'b']::VARCHAR[2] AS pair`;
  const { bytes } = await exported(sql, 'arrow');
  session.session.addFile('back', bytes.buffer, null, true);
  const table = tableFromIPC(bytes);
  const raw = (name: string) => Array.from(table.getChild(name)?.data[0]?.values as ArrayLike<unknown>);
  expect(table.schema.fields.map(({ type }) => String(type))).toEqual([
    'Date32<DAY>',
    'Timestamp<MICROSECOND>',
    'Decimal[38e+2]',
    'List<Int64>',
    'Struct<{a:Int32, d:Date32<DAY>}>',
    'Map<{key:Utf8, value:Timestamp<MICROSECOND>}>',
    'Binary',
    'FixedSizeList[2]<Utf8>',
  ]);
  expect(raw('day')[0]).toBe(18_321);
  expect(raw('at')[0]).toBe(-876_544n);
  expect(raw('price').slice(0, 4)).toEqual([0xffff_ff6a, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff]);
  expect(table.schema.fields[0]?.metadata.get('duckdb.type')).toBe('DATE');
});

test.each(['parquet', 'arrow', 'xlsx'] as const)('%s: every type there is, and none at all', async (format) => {
  for (const sql of [ALL_TYPES, `SELECT * FROM test_all_types() WHERE false`, 'SELECT NULL AS n, 1 AS a, 2 AS a']) {
    const { bytes, columns, rows } = await exported(sql, format);
    if (format === 'parquet') expect(await parquetReadObjects({ file: bytes.buffer })).toHaveLength(rows.length);
    else if (format === 'arrow')
      expect([tableFromIPC(bytes).numRows, tableFromIPC(bytes).numCols]).toEqual([rows.length, columns.length]);
    else expect(Object.keys(unzipSync(bytes))).toContain('xl/worksheets/sheet1.xml');
  }
});

test.each(everyExpression)('Parquet and Arrow hold random values: %s', async (_name, expression) => {
  const { bytes, rows } = await exported(random(expression), 'parquet');
  expect(await parquetReadObjects({ file: bytes.buffer })).toHaveLength(rows.length);
  expect(tableFromIPC((await exported(random(expression), 'arrow')).bytes).numRows).toBe(rows.length);
});

test('a workbook: typed cells, text that is no formula, control characters', async () => {
  const sql =
    "SELECT 42 AS n, 12345678901234567890::HUGEINT AS big, '=1+1' AS f, DATE '2020-01-01' AS d, true AS b, e'<&\\x01' AS x, NULL AS z, TIMESTAMP '2020-01-01 12:00:00' AS t";
  const sheet = strFromU8(
    unzipSync((await exported(sql, 'xlsx')).bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
  );
  expect(sheet).toContain(
    '<row r="2"><c><v>42</v></c><c t="inlineStr"><is><t xml:space="preserve">12345678901234567890</t></is></c><c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c s="1"><v>43831</v></c><c t="b"><v>1</v></c><c t="inlineStr"><is><t xml:space="preserve">&lt;&amp;_x0001_</t></is></c><c/><c s="2"><v>43831.5</v></c></row>',
  );
});

test('a sheet that is too small says what to do', async () => {
  await expect(exported("SELECT repeat('x', 40000)", 'xlsx')).rejects.toThrow(
    /32767 characters.*export CSV or Parquet/,
  );
});

test('days and ticks from the engine’s texts', async () => {
  const rows = await session.rows(
    `SELECT d, d - DATE '1970-01-01', t, epoch_us(t) FROM (SELECT DATE '1970-01-01' + (h % 2000000)::INTEGER - 1000000 AS d, make_timestamp((h % 90000000000000000)::BIGINT - 45000000000000000) AS t FROM ${RANDOM_ROWS(2000)})`,
    { maxRows: 2000 },
  );
  for (const [day = '', days, stamp = '', ticks] of rows as string[][]) {
    expect([daysOf(day), ticksOf(stamp, 6)], `${day} ${stamp}`).toEqual([Number(days), BigInt(ticks ?? 0)]);
  }
});

test('every format has a name for people, an ending and a type', () => {
  for (const { label, extension, mime } of Object.values(exportFormats))
    expect([label, extension, mime].every(Boolean)).toBe(true);
});

test('the engine reads an Arrow file back, every digit of it', async () => {
  const { bindings } = await createNodeEngine();
  bindings.open({ path: ':memory:' });
  const connection = bindings.connect();
  const types = [
    'DATE',
    'TIMESTAMP',
    'TIMESTAMP_MS',
    'TIMESTAMP_S',
    'TIMESTAMP_NS',
    'TIME',
    'BIGINT',
    'UBIGINT',
    'DOUBLE',
    'FLOAT',
  ];
  const wanted = [...types, 'VARCHAR', 'BLOB', 'BOOLEAN', 'DECIMAL (18, 6)', 'DECIMAL (38, 10)'];
  const expressions = wanted.map((name) => scalarExpressions[name]);
  expect(expressions).not.toContain(undefined);
  const parts = expressions.map((expression, i) => `if(i % 9 = 0, NULL, ${expression ?? ''}) AS x${i}`);
  const nested = ["{'a': i, 'b': [DATE '2020-01-01' + i::INTEGER]} AS s", '[i, NULL] AS l', "MAP {'k': i} AS m"];
  const { bytes, rows, columns } = await exported(
    `SELECT ${[...parts, ...nested].join(', ')} FROM ${RANDOM_ROWS(300)}`,
    'arrow',
  );
  // It reads streams only: the same batches, between other ends.
  connection.insertArrowFromIPCStream(tableToIPC(tableFromIPC(bytes), 'stream'), { name: 'back', create: true });
  const texts = columns.map(({ name }) => `CAST("${name}" AS VARCHAR) AS "${name}"`).join(', ');
  const back = connection.query(`SELECT ${texts} FROM back`);
  const read = Array.from({ length: back.numRows }, (_, row) =>
    columns.map((_column, i) => back.getChildAt(i)?.get(row) as string | null),
  );
  const strip = (cells: (string | null)[][]) =>
    cells.map((row) => row.map((text) => text?.replace(/^\ufeff/, '') ?? null));
  expect(strip(read)).toEqual(strip(rows));
});
