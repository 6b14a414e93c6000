import { rows } from './rows';

/** What every role may run: it changes nothing. */
export const READING = rows(`
  SELECT 1
  ;;; SELECT 1 ;;;
  -- DROP TABLE t ⏎ SELECT 1
  /* INSERT INTO t VALUES (1) */ SELECT 1
  SELECT 1 -- ; DROP TABLE t
  SELECT 'INSERT INTO t VALUES (1); DROP TABLE t'
  SELECT $$ COPY t TO 'x' $$
  SELECT 1 AS "drop table t"
  SELECT i AS checkpoint FROM t
  SELECT * FROM (VALUES ('checkpoint()')) c(checkpoint)
  FROM t
  FROM t SELECT i
  FROM t WHERE i > 1
  TABLE t
  VALUES (1), (2)
  (SELECT 1)
  ((SELECT 1) UNION ALL (SELECT 2))
  SELECT 1; SELECT 2; SELECT 3
  FROM t; FROM u
  SELECT * FROM t JOIN u USING (i)
  SELECT (SELECT max(i) FROM t)
  SELECT count(*) FILTER (i > 1) OVER () FROM t
  SELECT i FROM t GROUP BY ALL ORDER BY ALL LIMIT 1
  SELECT * FROM t QUALIFY row_number() OVER (ORDER BY i) = 1
  SELECT * FROM t TABLESAMPLE 50%
  SELECT DISTINCT ON (i) * FROM t
  WITH x AS (SELECT 1) SELECT * FROM x
  WITH x AS MATERIALIZED (FROM t) FROM x
  WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r WHERE a < 3) FROM r
  WITH "insert" AS (SELECT 1) FROM "insert"
  FROM v
  FROM tm()
  SELECT m(1)
  SELECT tmm()
  FROM tt
  FROM sc.q
  FROM other.t
  FROM other.main.t
  FROM att.t
  SELECT * FROM t JOIN att.t AS a ON t.i = a.i
  SELECT getvariable('x')
  SELECT 'ok'::mood
  SELECT current_setting('threads')
  SELECT current_database(), current_schema(), current_user
  DESCRIBE t
  DESCRIBE SELECT 1
  DESC t
  SHOW t
  SHOW TABLES
  SHOW ALL TABLES
  SHOW DATABASES
  SUMMARIZE t
  SUMMARIZE SELECT 1
  PIVOT t ON i USING count(*)
  FROM (PIVOT t ON k USING count(*))
  PIVOT t ON i IN (1, 2) USING count(*)
  UNPIVOT t ON i
  EXPLAIN SELECT 1
  EXPLAIN FROM t
  EXPLAIN ANALYZE SELECT 1
  EXPLAIN (ANALYZE) FROM t
  EXPLAIN (FORMAT json) FROM t
  FROM sys.queries LIMIT 1
  FROM system.queries LIMIT 1
  FROM "sys"."audit_log" LIMIT 1
  SELECT count(*) FROM sys.tables
  SELECT count(*) FROM information_schema.tables
  SELECT count(*) FROM duckdb_functions() WHERE function_name = 'checkpoint'
  FROM duckdb_settings() LIMIT 1
  FROM duckdb_logs()
  FROM pragma_table_info('t')
  PRAGMA table_info('t')
  PRAGMA show_tables
  PRAGMA database_list
  PRAGMA version
  PRAGMA database_size
  FROM query('FROM ' || 't')
  FROM query_table('t')
  FROM query_table(['t', 't'])
  FROM 'rows.csv'
  FROM read_csv('rows.csv')
  SELECT size FROM read_text('rows.csv')
  FROM glob('*.csv')
  FROM sniff_csv('rows.csv')
  FROM range(3)
  FROM checkpoint() LIMIT 0
  FROM cv WHERE false
  FROM generate_series(1, 3)
  FROM range(3) r(i), LATERAL (SELECT i + 1)
  FROM unnest([1, 2])
  FROM test_all_types() LIMIT 1
  FROM repeat(1, 2)
  SELECT list_transform([1, 2], lambda x: x + 1)
  SELECT setseed(0.5)
  SELECT write_log('x')
  SELECT currval('s') WHERE false
  FROM t POSITIONAL JOIN u
  FROM t ASOF JOIN u ON t.i >= u.i
  FROM t WHERE EXISTS (FROM u)
  FROM t SELECT *, nextval: 1
  SELECT "nextval" FROM (SELECT 1 AS "nextval")
  SELECT * EXCLUDE (k) FROM t
  SELECT COLUMNS('i') FROM t
`);
