import { rows } from './rows';

/** What reaches beyond the namespace: an admin may run it, a reader and an author may not. */
export const REACHING = rows(`
  INSERT INTO other.t VALUES (3, 'c') ⟲ DELETE FROM other.t WHERE i = 3
  INSERT INTO other.main.t VALUES (3, 'c') ⟲ DELETE FROM other.t WHERE i = 3
  INSERT INTO "other".t VALUES (3, 'c') ⟲ DELETE FROM other.t WHERE i = 3
  INSERT INTO OTHER.T VALUES (3, 'c') ⟲ DELETE FROM other.t WHERE i = 3
  INSERT INTO att.t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  INSERT INTO att.main.t FROM t ⟲ DELETE FROM att.t WHERE i < 3
  WITH x AS (SELECT 3, 'c') INSERT INTO att.t FROM x ⟲ DELETE FROM att.t WHERE i = 3
  SELECT 1; INSERT INTO att.t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  INSERT INTO t VALUES (3, 'c'); INSERT INTO att.t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  BEGIN; INSERT INTO att.t VALUES (3, 'c'); COMMIT ⟲ DELETE FROM att.t WHERE i = 3
  BEGIN; INSERT INTO att.t VALUES (3, 'c') ⟲ ROLLBACK
  UPDATE att.t SET i = 7
  UPDATE other.t SET k = k
  DELETE FROM att.t WHERE i = 3
  DELETE FROM other.t USING t WHERE false
  TRUNCATE att.sc.q
  MERGE INTO att.t a USING t ON a.i = t.i WHEN MATCHED THEN DELETE
  COPY att.t FROM 'rows.csv' ⟲ DELETE FROM att.t WHERE i = 6
  CREATE TABLE att.n (i INT) ⟲ DROP TABLE att.n
  CREATE TABLE att.main.n AS FROM t ⟲ DROP TABLE att.n
  CREATE TABLE "ATT".n AS SELECT 1 ⟲ DROP TABLE att.n
  CREATE TABLE other.n AS FROM t ⟲ DROP TABLE other.n
  CREATE OR REPLACE TABLE att.sc.q (i INT)
  CREATE TABLE IF NOT EXISTS att.n (i INT) ⟲ DROP TABLE att.n
  CREATE VIEW att.n AS SELECT 1 ⟲ DROP VIEW att.n
  CREATE OR REPLACE VIEW att.v AS SELECT 1 AS i
  CREATE MACRO att.n() AS 1 ⟲ DROP MACRO att.n
  CREATE SCHEMA att.n ⟲ DROP SCHEMA att.n
  CREATE TYPE att.n AS ENUM ('x') ⟲ DROP TYPE att.n
  CREATE SEQUENCE att.n ⟲ DROP SEQUENCE att.n
  CREATE INDEX n ON att.t (k) ⟲ DROP INDEX att.n
  DROP TABLE att.t ⟲ CREATE TABLE att.t (i INT, k VARCHAR); INSERT INTO att.t VALUES (7, 'g'); CREATE INDEX ix ON att.t (i)
  DROP VIEW att.v ⟲ CREATE VIEW att.v AS SELECT 1 AS i
  DROP MACRO att.m ⟲ CREATE MACRO att.m() AS 1
  DROP TYPE att.mood ⟲ CREATE TYPE att.mood AS ENUM ('ok')
  DROP INDEX att.ix ⟲ CREATE INDEX ix ON att.t (i)
  DROP SCHEMA att.sc CASCADE ⟲ CREATE SCHEMA att.sc; CREATE TABLE att.sc.q (i INT)
  ALTER TABLE att.sc.q ADD COLUMN z INT ⟲ ALTER TABLE att.sc.q DROP COLUMN z
  ALTER TABLE att.sc.q RENAME TO z ⟲ ALTER TABLE att.sc.z RENAME TO q
  ALTER VIEW att.v RENAME TO z ⟲ ALTER VIEW att.z RENAME TO v
  COMMENT ON TABLE att.t IS 'x' ⟲ COMMENT ON TABLE att.t IS NULL
  COMMENT ON COLUMN att.t.i IS 'x' ⟲ COMMENT ON COLUMN att.t.i IS NULL
  COMMENT ON MACRO att.m IS 'x' ⟲ COMMENT ON MACRO att.m IS NULL
  VACUUM ANALYZE att.t
  ANALYZE other.t
  SELECT nextval('att.s') ⟲ CREATE OR REPLACE SEQUENCE att.s
  SELECT nextval('other.s') ⟲ CREATE OR REPLACE SEQUENCE other.s
  FROM query('SELECT nextval(''att.s'')') ⟲ CREATE OR REPLACE SEQUENCE att.s
  SET VARIABLE y = nextval('att.s') ⟲ CREATE OR REPLACE SEQUENCE att.s
  EXPLAIN INSERT INTO att.t VALUES (3, 'c')
  EXPLAIN ANALYZE INSERT INTO att.t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  EXPLAIN ANALYZE CREATE TABLE att.n AS SELECT 1 ⟲ DROP TABLE IF EXISTS att.n
  PREPARE n AS COPY t TO 'out.csv'
  EXECUTE p_other ⟲ DELETE FROM att.t WHERE i = 1
  execute "P_OTHER" ⟲ DELETE FROM att.t WHERE i = 1
  EXPLAIN ANALYZE EXECUTE p_other ⟲ DELETE FROM att.t WHERE i = 1
  EXECUTE p_copy
  EXPLAIN ANALYZE EXECUTE p_copy
  EXECUTE p_check
  EXECUTE p_query('FROM checkpoint()')
  PREPARE n AS FROM checkpoint()
  ATTACH ':memory:' AS n ⟲ DETACH n
  ATTACH 'fresh.db' AS n ⟲ DETACH n
  /* x */ attach ':memory:' as "N" ⟲ DETACH n
  ATTACH OR REPLACE ':memory:' AS n ⟲ DETACH n
  SELECT 1; ATTACH ':memory:' AS n ⟲ DETACH n
  ATTACH ':memory:' AS n; DETACH n
  ATTACH ':memory:' AS n; DETACH DATABASE IF EXISTS n
  COPY t TO 'out.csv'
  COPY (FROM t) TO 'out.csv'
  COPY (SELECT 1) TO 'out.csv' (HEADER)
  COPY (FROM checkpoint()) TO 'out.csv'
  copy/**/t/**/to 'out.csv'
  WITH x AS (SELECT 1) SELECT 1; COPY t TO 'out.csv'
  EXPLAIN ANALYZE COPY t TO 'out.csv'
  EXPLAIN COPY t TO 'out.csv'
  EXPLAIN ANALYZE PREPARE n AS COPY t TO 'out.csv'
  EXPORT DATABASE 'exported'
  ATTACH ':memory:' AS n; COPY FROM DATABASE att TO n (SCHEMA); DETACH n
  CHECKPOINT
  checkpoint att
  FORCE CHECKPOINT
  /**/CHECKPOINT
  SELECT 1; CHECKPOINT
  EXPLAIN CHECKPOINT
  EXPLAIN ANALYZE CHECKPOINT
  CALL checkpoint()
  CALL force_checkpoint()
  CALL "checkpoint"('att')
  CALL query('FROM checkpoint()')
  CALL disable_logging()
  CALL truncate_duckdb_logs()
  CALL enable_logging() ⟲ CALL disable_logging()
  CALL enable_logging('QueryLog', storage = 'memory') ⟲ CALL disable_logging(); RESET enabled_log_types; RESET logging_mode
  FROM checkpoint()
  FROM "CHECKPOINT"()
  FROM ChEcKpOiNt('att')
  FROM system.main.checkpoint()
  FROM force_checkpoint()
  FROM query('FROM check' || 'point()')
  FROM query('FROM query(''FROM checkpoint()'')')
  FROM query_table('cv')
  FROM cv
  FROM cm()
  SELECT (SELECT count(*) FROM cv)
  WITH x AS (FROM checkpoint()) FROM x
  WITH x AS MATERIALIZED (FROM checkpoint()) SELECT 1 FROM x
  WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r, checkpoint() WHERE a < 3) FROM r
  SELECT * FROM t JOIN checkpoint() ON true
  FROM t SEMI JOIN checkpoint() ON true
  FROM t, LATERAL (FROM checkpoint())
  FROM t WHERE i IN (SELECT 1 FROM checkpoint())
  FROM t WHERE EXISTS (FROM checkpoint())
  SELECT ARRAY(SELECT 1 FROM checkpoint())
  FROM checkpoint() UNION ALL BY NAME FROM t
  SELECT count(*) FROM checkpoint() TABLESAMPLE 10%
  EXPLAIN ANALYZE FROM checkpoint()
  EXPLAIN ANALYZE FROM cv
  SUMMARIZE FROM checkpoint()
  SET VARIABLE y = (SELECT count(*) FROM checkpoint())
  FROM enable_logging() ⟲ CALL disable_logging()
  FROM disable_logging()
  FROM truncate_duckdb_logs()
  CREATE SECRET n (TYPE http) ⟲ DROP SECRET n
  CREATE OR REPLACE TEMPORARY SECRET n (TYPE http) ⟲ DROP SECRET n
  CREATE SECRET n (TYPE http); DROP SECRET n
  SET memory_limit = '1GB' ⟲ SET memory_limit = '3GiB'
  SET GLOBAL max_memory = '1GB' ⟲ SET memory_limit = '3GiB'
  PRAGMA memory_limit = '1GB' ⟲ SET memory_limit = '3GiB'
  RESET max_temp_directory_size
  SET temp_directory = 'elsewhere' ⟲ SET temp_directory = ''
  SET threads = 1
  PRAGMA threads = 1
  SET custom_extension_repository = 'http://127.0.0.1:9' ⟲ RESET custom_extension_repository
  SET allowed_paths = []
  SET http_proxy = '127.0.0.1:9' ⟲ RESET http_proxy
  SET enable_logging = false
  SET GLOBAL default_order = 'desc' ⟲ RESET GLOBAL default_order
  SET GLOBAL default_null_order = 'nulls_first' ⟲ RESET GLOBAL default_null_order
  RESET GLOBAL default_order
  SET disabled_optimizers = 'filter_pushdown' ⟲ RESET disabled_optimizers
  SET checkpoint_threshold = '1MB' ⟲ RESET checkpoint_threshold
  SET default_block_size = 262144
  SET profiling_output = 'profile.json' ⟲ RESET profiling_output
  SET log_query_path = 'log.sql' ⟲ RESET log_query_path
  EXPLAIN ANALYZE SET threads = 1
  SET enable_http_logging = true ⟲ RESET enable_http_logging; CALL enable_logging(storage = 'memory'); CALL disable_logging(); SET enabled_log_types = ''; RESET logging_level; RESET logging_mode
  PRAGMA force_checkpoint
  PRAGMA enable_checkpoint_on_shutdown
  PRAGMA disable_checkpoint_on_shutdown ⟲ PRAGMA enable_checkpoint_on_shutdown
  EXPLAIN ANALYZE PRAGMA force_checkpoint
`);

/** Scripts whose last statement is refused when its turn comes: what its names mean depends on the ones before. */
export const REACHING_LATE = rows(`
  USE att; CREATE TABLE n (i INT) ⟲ DROP TABLE att.n
  USE att; INSERT INTO t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  USE att.sc; TRUNCATE q
  SET schema = 'att.main'; UPDATE t SET i = i
  SET search_path = 'att.main'; DELETE FROM t WHERE i = 3
  PREPARE n AS INSERT INTO att.t VALUES (3, 'c'); EXECUTE n ⟲ DELETE FROM att.t WHERE i = 3
  CREATE TABLE n (i INT); INSERT INTO att.t VALUES (3, 'c') ⟲ DELETE FROM att.t WHERE i = 3
  BEGIN; CREATE TEMP TABLE n (i INT, k INT); INSERT INTO att.t SELECT i, k FROM n ⟲ ROLLBACK
  PREPARE n AS FROM query($1); EXECUTE n('FROM checkpoint()')
  CREATE MACRO n() AS TABLE FROM checkpoint(); FROM n()
  CREATE VIEW n AS FROM checkpoint(); FROM n
  CREATE OR REPLACE VIEW v AS FROM checkpoint(); EXECUTE p_check
`);

/** As above, but of no use here to an admin either: for one it fails with another error than a refusal. */
export const REACHING_IN_VAIN = rows(`
  INSERT INTO t SELECT nextval('att.s'), 'c'
  CREATE TABLE n (i INT DEFAULT nextval('att.s'))
  CREATE MACRO n() AS nextval('att.s')
  PIVOT (FROM checkpoint()) ON Success USING count(*)
  CREATE TABLE n AS FROM checkpoint()
  INSERT INTO t SELECT 3, 'c' FROM checkpoint()
  UPDATE t SET i = (SELECT count(*) FROM checkpoint())
  DELETE FROM t WHERE i IN (SELECT 1 FROM checkpoint())
  IMPORT DATABASE 'nosuch'
  import/**/database 'nosuch'
  SELECT 1; IMPORT DATABASE 'nosuch'
  PRAGMA import_database('nosuch')
  pragma "IMPORT_DATABASE"('nosuch')
  PRAGMA /* x */ import_database('nosuch')
  PRAGMA copy_database('att', 'nosuch')
  COPY FROM DATABASE att TO nosuch
  DETACH nosuch
  DETACH DATABASE IF EXISTS nosuch; SELECT nosuch
  ATTACH 'x.db' AS n (TYPE sqlite)
  INSTALL json
  FORCE INSTALL json
  LOAD json
  LOAD 'x.duckdb_extension'
  INSTALL json FROM community
  UPDATE EXTENSIONS
  CREATE SECRET n (TYPE nosuch)
  DROP SECRET nosuch
  DROP SECRET IF EXISTS nosuch; SELECT nosuch
`);
