import { beforeAll, describe, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
});

describe('statements', () => {
  test('each gives its own result, in order', async () => {
    const { statements } = await db.run("SELECT 1 AS a; SELECT 'x;y' AS b -- c; d\n; SELECT $$;$$ AS c;");
    expect(statements.map(({ columns, rows }) => [columns, rows])).toEqual([
      [['a'], [['1']]],
      [['b'], [['x;y']]],
      [['c'], [[';']]],
    ]);
  });

  test('duplicate column names stay, in order', async () => {
    const { statements } = await db.run('SELECT 1 AS b, 2 AS a, 3 AS b');
    expect(statements[0]).toMatchObject({ columns: ['b', 'a', 'b'], rows: [['1', '2', '3']] });
  });

  test('zero rows keep their columns', async () => {
    const { statements } = await db.run('SELECT 1::DECIMAL(5,2) AS d WHERE false');
    expect(statements[0]).toMatchObject({ columns: ['d'], types: ['DECIMAL(5,2)'], rows: [], rowCount: 0 });
  });

  test('what returns nothing has no columns, what changes rows has a count', async () => {
    const { statements } = await db.run(
      'CREATE TABLE made AS SELECT 1 AS i; INSERT INTO made VALUES (2), (3); DROP TABLE made',
    );
    expect(statements.map(({ columns, rows }) => [columns, rows])).toEqual([
      [[], []],
      [['Count'], [['2']]],
      [[], []],
    ]);
  });

  test('rows over the limit are counted, not sent', async () => {
    const { statements } = await db.run('FROM range(5000)', { maxRows: 10 });
    expect(statements[0]).toMatchObject({ rowCount: 5000, truncated: true });
    expect(statements[0]?.rows.map(([row]) => row)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('all rows cross, in order, whatever the size of the batches', async () => {
    const { statements } = await db.run(
      "SELECT i, if(i % 3 = 0, NULL, repeat('v', (i % 40)::INT) || i) FROM range(200000) r(i)",
      {
        maxRows: Number.MAX_SAFE_INTEGER,
      },
    );
    const rows = statements[0]?.rows ?? [];
    const wrong = rows.filter(([i, text], row) => {
      const expected = row % 3 === 0 ? null : 'v'.repeat(row % 40) + String(row);
      return i !== String(row) || text !== expected;
    });
    expect(rows.length).toBe(200_000);
    expect(wrong).toEqual([]);
  });

  test('a PIVOT, which the parser makes two statements of, is one', async () => {
    const { statements } = await db.run("PIVOT (VALUES ('a', 1), ('b', 2)) t(k, v) ON k USING sum(v)");
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({ columns: ['a', 'b'], rows: [['1', '2']] });
  });

  test('SET, USE and temporary tables last for the namespace', async () => {
    await db.run('CREATE TEMP TABLE kept AS SELECT 7 AS i; SET VARIABLE answer = 42');
    expect(await db.rows("SELECT i, getvariable('answer') FROM kept")).toEqual([['7', '42']]);
  });
});

describe('errors', () => {
  const cases: [name: string, sql: string, code: string, statementIndex: number, position: object | undefined][] = [
    ['syntax', 'SELECT 1;\nSELEC 2', 'PARSER_ERROR', 1, { offset: 10, line: 2, column: 1 }],
    ['unknown table', "SELECT 'é😀' AS x, * FROM nope", 'CATALOG_ERROR', 0, { offset: 26, line: 1, column: 27 }],
    ['unknown column', "SELECT '😀';\r\nSELECT '😀', nope", 'BINDER_ERROR', 1, { offset: 27, line: 2, column: 14 }],
    ['syntax after emoji', "/* 😀 */ SELECT '😀' FORM t", 'PARSER_ERROR', 0, { offset: 26, line: 1, column: 27 }],
    ['conversion', "SELECT 'abc'::INTEGER", 'CONVERSION_ERROR', 0, { offset: 12, line: 1, column: 13 }],
    [
      'constraint',
      'CREATE TEMP TABLE u (i INT UNIQUE); INSERT INTO u VALUES (1), (1)',
      'CONSTRAINT_ERROR',
      1,
      undefined,
    ],
    ['invalid input', "SELECT error('on purpose')", 'INVALID_INPUT_ERROR', 0, undefined],
    ['missing file', "FROM 'nowhere.csv'", 'IO_ERROR', 0, { offset: 5, line: 1, column: 6 }],
    ['empty', '', 'EMPTY_SQL', 0, undefined],
    ['blank', ' \n\t;;', 'EMPTY_SQL', 0, undefined],
    ['only comments', '-- one\n/* two /* nested */ */', 'EMPTY_SQL', 0, undefined],
    ['too long', `SELECT 1 -- ${'x'.repeat(1024 * 1024)}`, 'SQL_TOO_LONG', 0, undefined],
    ['too long in bytes', `SELECT 1 -- ${'é'.repeat(600_000)}`, 'SQL_TOO_LONG', 0, undefined],
    ['NUL', 'SELECT 1;\nSELECT\0 2', 'PARSER_ERROR', 0, { offset: 16, line: 2, column: 7 }],
    ['unterminated string', "SELECT 'abc", 'PARSER_ERROR', 0, { offset: 7, line: 1, column: 8 }],
    ['unterminated name', 'SELECT "abc', 'PARSER_ERROR', 0, { offset: 7, line: 1, column: 8 }],
    ['unterminated comment', 'SELECT 1 /* abc', 'PARSER_ERROR', 0, { offset: 9, line: 1, column: 10 }],
    ['unterminated dollar quote', 'SELECT $$abc', 'PARSER_ERROR', 0, { offset: 7, line: 1, column: 8 }],
    ['missing parameter', 'SELECT ?', 'INVALID_INPUT_ERROR', 0, undefined],
  ];

  test.each(cases)('%s', async (_name, sql, code, statementIndex, position) => {
    const { status, error } = await db.run(sql);
    expect(status).toBe('failed');
    expect(error).toMatchObject({ code, statementIndex });
    expect(error?.position).toEqual(position);
    expect(error?.message).toMatch(/^\S.*\S$/s);
    expect(await db.value('SELECT 42')).toBe('42');
  });

  test('what finished before the failing statement is given, and stays done', async () => {
    const { statements, error } = await db.run(
      'CREATE TABLE before_it (i INT); SELECT 2; SELECT * FROM nope; SELECT 3',
    );
    expect(statements.map(({ rows }) => rows)).toEqual([[], [['2']]]);
    expect(error).toMatchObject({ statementIndex: 2 });
    expect(await db.value('SELECT count(*) FROM before_it')).toBe('0');
  });

  test('a name that is nearly right brings candidates', async () => {
    await db.run('CREATE TABLE penguins (i INT)');
    expect((await db.run('FROM pengiuns')).error?.candidates).toContain('penguins');
  });

  test('lone surrogates cross as replacement characters', async () => {
    expect(await db.value("SELECT 'a\ud800b'")).toBe('a\ufffdb');
    expect((await db.run("SELECT 'a\udc00', nope")).error?.position).toEqual({ offset: 13, line: 1, column: 14 });
  });

  test('an extension that is not there is an error at once, not a wait', async () => {
    const { error } = await db.run("SELECT '{}'::JSON");
    expect(error?.message).toMatch(/json/i);
  });
});

describe('parameters', () => {
  test('are typed by what they are', async () => {
    const params = [
      1,
      2 ** 40,
      2n ** 100n,
      1.5,
      -0,
      'text',
      true,
      null,
      new Date(0),
      new Uint8Array([1, 255]),
      [1, 2],
      ['a', null],
    ];
    const types = params.map((_, i) => `typeof($${String(i + 1)})`).join(', ');
    expect(await db.rows(`SELECT ${types}`, { params })).toEqual([
      [
        'INTEGER',
        'BIGINT',
        'HUGEINT',
        'DOUBLE',
        'DOUBLE',
        'VARCHAR',
        'BOOLEAN',
        '"NULL"',
        'TIMESTAMP',
        'BLOB',
        'INTEGER[]',
        'VARCHAR[]',
      ],
    ]);
  });

  test('cross exactly', async () => {
    const params = { big: 170141183460469231731687303715884105727n, text: "it's; -- 😀\0", list: [[1], [2, 3]] };
    expect(await db.rows('SELECT $big, $text, $list', { params })).toEqual([
      ['170141183460469231731687303715884105727', "it's; -- 😀\0", '[[1], [2, 3]]'],
    ]);
  });

  const refused: [name: string, sql: string, params: never, code: string][] = [
    ['too few', 'SELECT ?, ?', [1] as never, 'INVALID_INPUT_ERROR'],
    ['too many', 'SELECT ?', [1, 2] as never, 'INVALID_INPUT_ERROR'],
    ['unknown name', 'SELECT $a', { a: 1, b: 2 } as never, 'INVALID_INPUT_ERROR'],
    ['an object', 'SELECT ?', [{}] as never, 'INVALID_INPUT_ERROR'],
    ['too large', 'SELECT ?', [2n ** 128n] as never, 'INVALID_INPUT_ERROR'],
    ['an invalid date', 'SELECT ?', [new Date(Number.NaN)] as never, 'INVALID_INPUT_ERROR'],
    ['several statements', 'SELECT ?; SELECT 2', [1] as never, 'PARAMS_WITH_BATCH'],
  ];

  test.each(refused)('%s: refused', async (_name, sql, params, code) => {
    expect((await db.run(sql, { params })).error).toMatchObject({ code });
  });
});

describe('transactions', () => {
  const inLedger = { namespace: 'ledger' };

  test("a look-up of the page, or a reader, leaves the namespace's open transaction alone", async () => {
    await db.run('CREATE TABLE entries (i INT); BEGIN; INSERT INTO entries VALUES (1)', inLedger);
    expect(
      await db.value('SELECT count(*) FROM sys.tables', { ...inLedger, origin: 'catalog', role: 'reader' }),
    ).toBeDefined();
    expect(await db.value('SELECT count(*) FROM entries', { ...inLedger, role: 'reader' })).toBe('1');
    await db.run('COMMIT', inLedger);
    expect(await db.value('SELECT count(*) FROM entries', inLedger)).toBe('1');
  });
});

describe('what could break the session does not', () => {
  test.each([
    ["ATTACH OR REPLACE 'sys.db'", 'PERMISSION_DENIED'],
    ["ATTACH OR REPLACE 'x/sys.duckdb'", 'PERMISSION_DENIED'],
    ['ATTACH \':memory:\' AS "Sys"', 'PERMISSION_DENIED'],
    ['DETACH memory', 'PERMISSION_DENIED'],
    ['DETACH other_one', 'PERMISSION_DENIED'],
    ['EXPLAIN ANALYZE CREATE SCHEMA sys', 'PERMISSION_DENIED'],
    ['LOAD json', 'MISSING_EXTENSION_ERROR'],
    ['INSTALL json', 'MISSING_EXTENSION_ERROR'],
    ["ATTACH 'x.db' (TYPE sqlite)", 'MISSING_EXTENSION_ERROR'],
  ])('%s', async (sql, code) => {
    await db.run('SELECT 1', { namespace: 'other_one' });
    expect((await db.run(sql, { namespace: 'breaker' })).error?.code).toBe(code);
    expect(await db.value('SELECT 42', { namespace: 'breaker' })).toBe('42');
    expect(await db.value('SELECT 42')).toBe('42');
  });

  test.each([
    ['params of null', { params: null as never }, 'INVALID_CONTEXT'],
    ['params of a number', { params: 5 as never }, 'INVALID_CONTEXT'],
    ['a hole', { params: Array.from({ length: 1 }) as never }, 'INVALID_INPUT_ERROR'],
    ['half a row', { maxRows: 1.5 }, 'INVALID_CONTEXT'],
  ])('%s', async (_name, options, code) => {
    expect((await db.run('SELECT ?', options)).error?.code).toBe(code);
    expect(await db.value('SELECT 42')).toBe('42');
  });

  test('a list that holds itself', async () => {
    const cycle: never[] = [];
    cycle.push(cycle as never);
    expect((await db.run('SELECT ?', { params: [cycle] })).error?.code).toBe('INVALID_INPUT_ERROR');
    expect(await db.value('SELECT 42')).toBe('42');
  });

  test('time limits longer than a timer can wait are no limits', async () => {
    for (const timeoutMs of [3e9, Number.POSITIVE_INFINITY])
      expect(await db.value('SELECT 42', { timeoutMs })).toBe('42');
  });

  test('a namespace whose name is taken fails, and works when the name is free', async () => {
    await db.run("ATTACH ':memory:' AS taken");
    expect((await db.run('SELECT 1', { namespace: 'taken' })).error).toMatchObject({ code: 'INVALID_CONTEXT' });
    await db.run('DETACH taken');
    expect(await db.value('SELECT 42', { namespace: 'taken' })).toBe('42');
  });

  test('a script of 5,000 statements', async () => {
    const { status, statements } = await db.run('SELECT 1;'.repeat(5000));
    expect([status, statements.length]).toEqual(['succeeded', 5000]);
  });
});

describe('contexts', () => {
  test('of another session are refused', async () => {
    const { status, error } = await db.run('SELECT 1', { sessionId: 's-other' });
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'INVALID_CONTEXT' });
  });

  test.each([
    ['role', { role: 'owner' as never }],
    ['origin', { origin: 'nobody' as never }],
    ['timeout', { timeoutMs: Number.NaN }],
    ['rows', { maxRows: -1 }],
    ['namespace', { namespace: 'no"good' }],
    ['reserved namespace', { namespace: 'System' }],
  ])('with a wrong %s are refused', async (_name, options) => {
    expect((await db.run('SELECT 1', options)).error?.code).toBe('INVALID_CONTEXT');
  });
});

test('10,000 queries leave connections, databases and memory as they were', async () => {
  const counts = () =>
    db.rows('SELECT (SELECT count FROM duckdb_connection_count()), (SELECT count(*) FROM duckdb_databases())');
  await db.run('SELECT 1', { namespace: 'used_before' });
  const before = await counts();
  const heapBefore = db.session.api.heapBytes;
  for (let i = 0; i < 10_000; i++) await db.run('SELECT 42', { namespace: i % 2 === 0 ? 'main' : 'used_before' });
  expect(await counts()).toEqual(before);
  expect(await db.value('SELECT connection_count FROM sys.session')).toBe(before[0]?.[0]);
  expect(db.session.api.heapBytes).toBe(heapBefore);
});
