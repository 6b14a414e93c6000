import { listOf } from '../word-lists';

/** Keywords by where they fit, the likeliest first. Several words that go together are one phrase. */
export const phrases = {
  statement: listOf(`
    SELECT, FROM, WITH, INSERT INTO, UPDATE, DELETE FROM, CREATE TABLE, CREATE VIEW, CREATE OR REPLACE TABLE, CREATE,
    DROP TABLE, DROP VIEW, DROP, ALTER TABLE, DESCRIBE, SUMMARIZE, SHOW, SHOW TABLES, EXPLAIN, EXPLAIN ANALYZE, SET,
    RESET, PRAGMA, PIVOT, UNPIVOT, COPY, VALUES, MERGE INTO, CALL, ATTACH, DETACH, USE, BEGIN, COMMIT, ROLLBACK,
    TRUNCATE, CHECKPOINT, VACUUM, ANALYZE, PREPARE, EXECUTE, DEALLOCATE, INSTALL, LOAD, EXPORT DATABASE,
    IMPORT DATABASE, COMMENT ON
  `),
  query: ['SELECT', 'FROM', 'WITH', 'VALUES', 'PIVOT', 'UNPIVOT', 'DESCRIBE', 'SUMMARIZE'],
  afterWith: ['SELECT', 'FROM', 'INSERT INTO', 'UPDATE', 'DELETE FROM'],
  operand: listOf('CASE, NOT, NULL, TRUE, FALSE, EXISTS, INTERVAL, DATE, TIMESTAMP, ARRAY'),
  literals: ['NULL', 'TRUE', 'FALSE'],
  /** Behind the first part of a condition. */
  comparison: listOf(`
    IS NULL, IS NOT NULL, IN, LIKE, BETWEEN, NOT IN, ILIKE, NOT LIKE, IS DISTINCT FROM, NOT BETWEEN, NOT ILIKE,
    SIMILAR TO, GLOB, IS NOT DISTINCT FROM, IS
  `),
  negated: ['IN', 'LIKE', 'ILIKE', 'BETWEEN', 'SIMILAR TO', 'NULL'],
  logic: ['AND', 'OR'],
  joins: listOf(`
    JOIN, LEFT JOIN, INNER JOIN, RIGHT JOIN, FULL JOIN, CROSS JOIN, NATURAL JOIN, SEMI JOIN, ANTI JOIN, ASOF JOIN,
    POSITIONAL JOIN, LEFT OUTER JOIN, FULL OUTER JOIN
  `),
  setOperators: ['UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT', 'UNION ALL BY NAME', 'UNION BY NAME'],
  frame: ['ROWS BETWEEN', 'RANGE BETWEEN', 'GROUPS BETWEEN'],
  direction: ['DESC', 'ASC', 'NULLS LAST', 'NULLS FIRST'],
  intervalUnits: ['DAY', 'MONTH', 'YEAR', 'HOUR', 'MINUTE', 'SECOND', 'WEEK', 'QUARTER'],
  copyOptions: listOf(`
    FORMAT, HEADER, DELIMITER, COMPRESSION, NULL, QUOTE, ESCAPE, PARTITION_BY, OVERWRITE_OR_IGNORE
  `),
  constraints: [
    'NOT NULL',
    'PRIMARY KEY',
    'UNIQUE',
    'DEFAULT',
    'CHECK',
    'REFERENCES',
    'COLLATE',
    'GENERATED ALWAYS AS',
  ],
} as const satisfies Record<string, readonly string[]>;

/** The clauses of a query that come behind FROM, in their order. */
const clauseOrder = ['WHERE', 'GROUP BY', 'HAVING', 'QUALIFY', 'WINDOW', 'ORDER BY', 'LIMIT', 'OFFSET'] as const;

/** The clauses that may follow another, and what joins a further query. */
export function clausesAfter(clause?: (typeof clauseOrder)[number]): string[] {
  const next = clauseOrder.slice(clause ? clauseOrder.indexOf(clause) + 1 : 0);
  const likely = next.filter(
    (word) => !['HAVING', 'QUALIFY', 'WINDOW', 'OFFSET'].includes(word) || isNext(word, clause),
  );
  const rest = next.filter((word) => !likely.includes(word));
  return [...likely, ...rest, ...phrases.setOperators];
}

function isNext(word: string, clause?: string): boolean {
  return (word === 'HAVING' && clause === 'GROUP BY') || (word === 'OFFSET' && clause === 'LIMIT');
}

/** What completes a phrase that has begun, by its words so far. */
const continuations: Readonly<Record<string, readonly string[]>> = {
  GROUP: ['BY'],
  ORDER: ['BY'],
  PARTITION: ['BY'],
  IS: ['NULL', 'NOT NULL', 'DISTINCT FROM', 'NOT DISTINCT FROM', 'TRUE', 'FALSE', 'NOT'],
  'IS NOT': ['NULL', 'DISTINCT FROM', 'TRUE', 'FALSE'],
  'IS DISTINCT': ['FROM'],
  'IS NOT DISTINCT': ['FROM'],
  SIMILAR: ['TO'],
  INNER: ['JOIN'],
  LEFT: ['JOIN', 'OUTER JOIN'],
  RIGHT: ['JOIN', 'OUTER JOIN'],
  FULL: ['JOIN', 'OUTER JOIN'],
  OUTER: ['JOIN'],
  CROSS: ['JOIN'],
  NATURAL: ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'],
  SEMI: ['JOIN'],
  ANTI: ['JOIN'],
  ASOF: ['JOIN', 'LEFT JOIN'],
  POSITIONAL: ['JOIN'],
  NULLS: ['LAST', 'FIRST'],
  INSERT: ['INTO', 'OR REPLACE INTO', 'OR IGNORE INTO'],
  'INSERT OR': ['REPLACE INTO', 'IGNORE INTO'],
  DELETE: ['FROM'],
  MERGE: ['INTO'],
  BY: [],
  'UNION ALL': ['SELECT', 'FROM', 'BY NAME'],
  'BY NAME': ['SELECT', 'FROM'],
  UNION: ['ALL', 'SELECT', 'ALL BY NAME', 'BY NAME', 'FROM'],
  EXCEPT: ['SELECT', 'FROM', 'ALL'],
  INTERSECT: ['SELECT', 'FROM', 'ALL'],
  WITHIN: ['GROUP'],
  CREATE: listOf(`
    TABLE, VIEW, OR REPLACE TABLE, OR REPLACE VIEW, TEMP TABLE, TEMP VIEW, SCHEMA, MACRO, INDEX, UNIQUE INDEX,
    SEQUENCE, TYPE, FUNCTION, OR REPLACE MACRO, OR REPLACE
  `),
  'CREATE OR': ['REPLACE'],
  'OR REPLACE': ['TABLE', 'VIEW', 'TEMP TABLE', 'MACRO', 'TEMP VIEW'],
  TEMP: ['TABLE', 'VIEW', 'MACRO'],
  'CREATE TABLE': ['IF NOT EXISTS'],
  'CREATE VIEW': ['IF NOT EXISTS'],
  'CREATE SCHEMA': ['IF NOT EXISTS'],
  'IF NOT': ['EXISTS'],
  DROP: listOf('TABLE, VIEW, SCHEMA, MACRO, INDEX, SEQUENCE, TYPE, FUNCTION, TABLE IF EXISTS, VIEW IF EXISTS'),
  ALTER: ['TABLE', 'VIEW'],
  'ON CONFLICT': ['DO NOTHING', 'DO UPDATE SET'],
  DO: ['NOTHING', 'UPDATE SET'],
  'DO UPDATE': ['SET'],
  'WHEN NOT': ['MATCHED THEN', 'MATCHED', 'MATCHED BY SOURCE'],
  ROWS: ['BETWEEN', 'UNBOUNDED PRECEDING', 'CURRENT ROW'],
  RANGE: ['BETWEEN', 'UNBOUNDED PRECEDING', 'CURRENT ROW'],
  GROUPS: ['BETWEEN', 'UNBOUNDED PRECEDING', 'CURRENT ROW'],
  'ROWS BETWEEN': ['UNBOUNDED PRECEDING AND', 'CURRENT ROW AND'],
  'RANGE BETWEEN': ['UNBOUNDED PRECEDING AND', 'CURRENT ROW AND'],
  'GROUPS BETWEEN': ['UNBOUNDED PRECEDING AND', 'CURRENT ROW AND'],
  UNBOUNDED: ['PRECEDING', 'FOLLOWING'],
  CURRENT: ['ROW'],
  'PRECEDING AND': ['CURRENT ROW', 'UNBOUNDED FOLLOWING'],
  'ROW AND': ['UNBOUNDED FOLLOWING', 'CURRENT ROW'],
  PRIMARY: ['KEY'],
  FOREIGN: ['KEY'],
  EXPLAIN: ['ANALYZE', 'SELECT', 'FROM', 'WITH', 'INSERT INTO', 'UPDATE', 'DELETE FROM'],
  SHOW: ['TABLES', 'ALL TABLES', 'DATABASES', 'SCHEMAS'],
  'SHOW ALL': ['TABLES'],
  BEGIN: ['TRANSACTION'],
  EXPORT: ['DATABASE'],
  IMPORT: ['DATABASE'],
  'COMMENT ON': ['TABLE', 'COLUMN', 'VIEW'],
  COMMENT: ['ON TABLE', 'ON COLUMN', 'ON VIEW'],
};

/** Words that begin phrases in some places only, and are names or functions elsewhere. */
export const windowWords = ['ROWS', 'RANGE', 'GROUPS', 'UNBOUNDED', 'CURRENT'];

/** @param words the last ones before a place, in upper case, nearest last */
export function continuationOf(words: readonly string[]): readonly string[] | undefined {
  for (let count = Math.min(4, words.length); count > 0; count--) {
    const key = words.slice(-count).join(' ');
    if (Object.hasOwn(continuations, key)) return continuations[key];
  }
  return undefined;
}

/** What date functions take as their first argument. */
export const dateParts = listOf(`
  day, month, year, week, quarter, hour, minute, second, decade, century, millennium, millisecond, microsecond,
  dayofweek, isodow, dayofyear, weekday, isoyear, yearweek, epoch, era, timezone
`);

export const datePartFunctions = new Set(
  listOf(`
  date_trunc, datetrunc, date_part, datepart, date_diff, datediff, date_sub, datesub, extract
`),
);
