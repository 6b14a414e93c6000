/** Numbers from 0 to 1 that a seed decides: a failure can be seen again. (Mulberry32.) */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Rule = readonly string[];

/** A grammar of scripts, valid and broken: `<name>` stands for one of the rule's lines. */
const RULES: Record<string, Rule> = {
  script: [
    '<statement>',
    '<statement>',
    '<statement>',
    '<statement>; <statement>',
    '<statement>;;<statement>;',
    ' ; <broken>',
    '<blank>',
  ],
  blank: ['', ' ', ';', '-- nothing', '/* nothing */ ;'],
  statement: [
    '<query>',
    '<query>',
    '<query>',
    '<query>',
    '<ddl>',
    '<dml>',
    '<dml>',
    '<transaction>',
    '<setting>',
    '<prepared>',
    '<file>',
    '<broken>',
    'EXPLAIN <query>',
    'EXPLAIN ANALYZE <query>',
    'EXPLAIN ANALYZE <dml>',
    '<comment><query>',
    '<meta>',
  ],
  comment: ['-- a comment; with a semicolon\n', '/* one /* in another */ ; */', "/* 'quote */ ", '-- "x\r\n'],
  query: [
    'SELECT <value>',
    'SELECT <value> AS "a b", <value>',
    'FROM <table>',
    'SELECT count(*), sum(i) FROM <table>',
    'FROM range(<number>)',
    'SELECT <value> FROM <table> WHERE i > <number> ORDER BY ALL LIMIT 5',
    'WITH x AS (<query>) SELECT * FROM x',
    'VALUES (<value>)',
    'SELECT * FROM <table> AS a JOIN <table> AS b USING (i)',
    '(<query>) UNION ALL (<query>)',
    'SELECT (SELECT max(i) FROM <table>)',
    'PIVOT <table> ON i USING count(*)',
    'SELECT i, row_number() OVER (ORDER BY i) FROM <table>',
    "FROM query('<quoted>')",
    'SELECT error(<text>)',
    'SELECT i / (i - i) FROM <table>',
    'SELECT <text>::INTEGER',
  ],
  quoted: ['SELECT 1', 'FROM nowhere', 'SELECT 1; SELECT 2'],
  meta: [
    'SHOW TABLES',
    'DESCRIBE <table>',
    'SUMMARIZE <table>',
    'FROM sys.queries LIMIT 2',
    'FROM system.processes',
    'FROM sys.audit_log LIMIT 1',
    'FROM duckdb_tables()',
  ],
  ddl: [
    'CREATE TABLE <table> (i INTEGER, t VARCHAR)',
    'CREATE OR REPLACE TABLE <table> AS SELECT range AS i, range::VARCHAR AS t FROM range(<number>)',
    'DROP TABLE IF EXISTS <table>',
    'DROP TABLE <table>',
    'CREATE TEMP TABLE passing AS SELECT 1 AS i',
    'CREATE OR REPLACE VIEW v AS FROM <table>',
    'CREATE OR REPLACE MACRO m(x) AS x + 1',
    'ALTER TABLE <table> ADD COLUMN extra INTEGER',
    'CREATE SEQUENCE IF NOT EXISTS s',
    "CREATE TYPE mood AS ENUM ('a', 'b')",
    'CREATE INDEX ix ON <table> (i)',
    'CREATE SCHEMA IF NOT EXISTS other',
    'TRUNCATE <table>',
  ],
  dml: [
    'INSERT INTO <table> SELECT range, <text> FROM range(<number>)',
    'INSERT INTO <table> (i) VALUES (<number>), (<value>)',
    'UPDATE <table> SET i = i + 1',
    'DELETE FROM <table> WHERE i % 2 = 0',
    'INSERT INTO <table> (i) SELECT error(<text>)',
    'INSERT INTO <table> BY NAME SELECT 1 AS i RETURNING *',
  ],
  transaction: [
    'BEGIN',
    'COMMIT',
    'ROLLBACK',
    'BEGIN; <dml>; COMMIT',
    'BEGIN; <dml>; ROLLBACK',
    'BEGIN TRANSACTION READ ONLY',
    'ABORT',
  ],
  setting: [
    'SET VARIABLE v = <value>',
    'SET threads = 1',
    'RESET threads',
    'SET schema = main',
    'SET nonsense = 1',
    'PRAGMA table_info(<table>)',
    "SET default_null_order = 'nulls_last'",
  ],
  prepared: [
    'PREPARE p AS SELECT <value>, $1',
    'EXECUTE p(<value>)',
    'DEALLOCATE p',
    // A prepared INSERT into a temporary table that is dropped stops this release of the engine.
    'PREPARE q AS INSERT INTO main.a (i) VALUES ($1)',
    'EXECUTE q(<number>)',
  ],
  file: [
    "COPY (<query>) TO 'fuzz.csv'",
    "FROM 'fuzz.csv'",
    "COPY <table> FROM 'fuzz.csv'",
    "FROM read_csv('none.csv')",
  ],
  table: ['a', 'b', 'c', '"Tëst"', 'main.a', 'temp.passing', 'nowhere'],
  value: [
    '<number>',
    '<text>',
    'NULL',
    'true',
    '1.50::DECIMAL(9,2)',
    'INTERVAL 1 MONTH',
    '[1, NULL, 3]',
    "{'a': 1, 'b': <text>}",
    "MAP {'k': <number>}",
    "'2024-02-29'::DATE",
    '170141183460469231731687303715884105727',
    "'\\xAA'::BLOB",
    '-0.0',
    "'nan'::DOUBLE",
    'random()',
    'uuid()',
    "'😀'",
    '$$dollar; quoted$$',
  ],
  text: ["'text'", "''", "'it''s'", "'é; 漢字'", "repeat('x', 3000)"],
  number: ['0', '1', '2', '7', '2500', '-1'],
  broken: [
    'SELEC 1',
    'SELECT',
    'SELECT 1 +',
    "SELECT 'open",
    'SELECT "open',
    'SELECT (1',
    'FROM',
    '$$open',
    '/* open',
    'SELECT $1',
    'DROP',
    ')',
    '😀',
    'SELECT 1 2 3',
    'CREATE TABLE',
    'SELECT unknown_function(1)',
    'SELECT nothing FROM range(3)',
    "SELECT 1 WHERE 'x'",
    'INSERT INTO nowhere VALUES (1)',
  ],
};

/** Queries that end only when they are stopped. */
const ENDLESS: Rule = [
  'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8',
  'FROM range(1000000000000)',
  'SELECT 1; FROM range(1000000000000) WHERE range = 5',
];

/** A script by the grammar. */
export function randomScript(random: () => number): string {
  const expand = (name: string, depth: number): string => {
    const lines = RULES[name] ?? [];
    // Deep down the first line ends it: of every rule it is a short one.
    const line = lines[depth > 6 ? 0 : Math.floor(random() * lines.length)] ?? '';
    return line.replaceAll(/<(\w+)>/g, (_, inner: string) => expand(inner, depth + 1));
  };
  return expand('script', 0);
}

export function randomEndless(random: () => number): string {
  return ENDLESS[Math.floor(random() * ENDLESS.length)] ?? '';
}
