import { rows } from './rows';

/** What no role may run, an admin neither: the session would not work for anybody after it. */
export const REFUSED_TO_ALL = rows(`
  SET errors_as_json = false
  SET "Errors_As_JSON" = false
  SET SESSION errors_as_json = false
  RESET errors_as_json
  PRAGMA errors_as_json = false
  EXPLAIN ANALYZE SET errors_as_json = false
  SELECT 1; SET errors_as_json = false
  SET enable_progress_bar = false
  SET enable_progress_bar_print = true
  SET progress_bar_time = -1
  PRAGMA disable_progress_bar
  PRAGMA enable_print_progress_bar
  PRAGMA disable_print_progress_bar
  SET lock_configuration = true
  SET GLOBAL lock_configuration = true
  SET autoinstall_known_extensions = true
  SET autoload_known_extensions = true
  RESET autoload_known_extensions
  SET streaming_buffer_size = '0B'
  RESET streaming_buffer_size
  SET max_expression_depth = 1
  SET max_expression_depth = 1000000
  SET logging_storage = 'file'
  RESET GLOBAL s3_region
  SET s3_endpoint = 'x'
  CALL enable_logging(storage = 'file')
  CALL enable_logging('QueryLog', storage = 'FILE')
  CALL enable_logging(storage_path = 'x')
  FROM enable_logging(storage = 'fi' || 'le')
  FROM query('FROM enable_logging(storage = ''file'')')
  DETACH memory
  DETACH "MEMORY"
  DETACH other
  DETACH DATABASE IF EXISTS "Other"
  DETACH sys
  /* x */ DETACH/**/sys
  SELECT 1; DETACH other
  ATTACH ':memory:' AS sys
  ATTACH IF NOT EXISTS ':memory:' AS SYS
  ATTACH OR REPLACE ':memory:' AS "sys"
  ATTACH OR REPLACE ':memory:' AS other
  ATTACH OR REPLACE 'other.db'
  ATTACH OR REPLACE 'x/sys.duckdb'
  ATTACH ':memory:'
  ATTACH ':memory:' AS "TEMP"
  ATTACH 'Temp.db'
  CREATE SCHEMA sys
  CREATE SCHEMA "SYS"
  CREATE SCHEMA IF NOT EXISTS system
  CREATE SCHEMA att.system
  EXPLAIN ANALYZE CREATE SCHEMA sys
`);

/** What fails for every role with an error of the engine's or of a rule, and changes nothing. */
export const BROKEN = rows(`
  SELEC 1
  WITH x AS (INSERT INTO t VALUES (1, 'x') RETURNING *) FROM x
  FROM (INSERT INTO t VALUES (1, 'x') RETURNING *)
  SELECT * FROM (DELETE FROM t RETURNING *)
  CREATE TABLE n AS (INSERT INTO t VALUES (1, 'x'))
  COPY (INSERT INTO t VALUES (1, 'x')) TO 'out.csv'
  FROM query('INSERT INTO t VALUES (1, ''x'')')
  FROM query('DROP TABLE t')
  FROM query('SELECT 1; DROP TABLE t')
  FROM query('COPY t TO ''out.csv''')
  FROM query('ATTACH '':memory:'' AS n')
  FROM query_table('t; DROP TABLE t')
  FROM query_table('checkpoint()')
  CREATE MACRO n() AS TABLE DELETE FROM t
  CREATE MACRO n() AS (INSERT INTO t VALUES (1))
  CREATE VIEW n AS DELETE FROM t
  PREPARE n AS CREATE TABLE n (i INT)
  PREPARE n AS SET threads = 1
  PREPARE n AS CHECKPOINT
  PREPARE n AS ATTACH ':memory:' AS n
  PREPARE n AS PREPARE n2 AS SELECT 1
  EXPLAIN EXPLAIN ANALYZE DELETE FROM t
  EXPLAIN ANALYZE ATTACH ':memory:' AS n
  EXPLAIN ANALYZE DETACH att
  EXPLAIN PRAGMA import_database('nosuch')
  DROP DATABASE att
  CREATE DATABASE n
  ALTER DATABASE att RENAME TO n
  COMMENT ON DATABASE att IS 'x'
  DROP SCHEMA main CASCADE
  DROP VIEW sys.queries
  CREATE OR REPLACE VIEW sys.queries AS SELECT 1
  CREATE TABLE sys.n (i INT)
  CREATE TABLE system.main.n (i INT)
  ALTER VIEW sys.queries RENAME TO n
  COMMENT ON VIEW sys.queries IS 'x'
  SELECT * FROM t FOR UPDATE
  LOCK TABLE t
  KILL 1
  GRANT ALL ON t TO public
  SAVEPOINT n
  SET LOCAL threads = 1
  RESET ALL
  FROM arrow_scan(0, 0, 0)
  FROM arrow_scan_dumb(NULL, NULL, NULL)
  FROM seq_scan()
  FROM duckdb_secrets(redact = false)
  SELECT checkpoint()
  DO 'x'
  INSERT INTO v VALUES (1, 'x')
  SELECT error('x')
  SELECT 1; SELECT error('x')
`);
