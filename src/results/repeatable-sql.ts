/**
 * SQL that tells, in one row with one value, whether a statement gives the same rows when it runs again on the same data: `true`
 * or `false`. Its one parameter, `$1`, is the statement's text.
 *
 * It looks for the names of functions whose value the engine calls volatile, or stable within one query only, and of what
 * reads the session's own state; in the text, and in the text of each view and macro that it names. A name that stands in
 * a string or is a column's counts too: to say `false` wrongly costs a sort of the rows that are kept, to say `true` wrongly
 * would show other rows than those sorted.
 */
export const REPEATABLE_SQL = String.raw`
WITH RECURSIVE
functions AS MATERIALIZED (
  SELECT function_name, function_type, stability, macro_definition, internal, parameters FROM duckdb_functions()
),
volatile(word) AS (
  SELECT function_name FROM functions WHERE stability <> 'CONSISTENT'
  UNION
  SELECT function_name FROM functions WHERE function_type = 'table' AND parameters = []
  UNION
  FROM (VALUES
    ('current_timestamp'), ('current_date'), ('current_time'), ('localtime'), ('localtimestamp'), ('today'), ('current_localtime'),
    ('current_localtimestamp'), ('current_setting'), ('getvariable'), ('query'), ('query_table'), ('sample'), ('tablesample'),
    ('duckdb_memory'), ('duckdb_logs'), ('sys'), ('system'), ('execute'))
),
definition(name, body) AS (
  SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name NOT IN ('sys', 'system')
  UNION
  SELECT function_name, macro_definition FROM functions WHERE macro_definition IS NOT NULL AND NOT internal
),
reached(body) AS (
  SELECT lower($1)
  UNION
  SELECT lower(definition.body) FROM reached JOIN definition
  ON regexp_matches(reached.body, '(^|[^a-z0-9_])' || regexp_escape(lower(definition.name)) || '($|[^a-z0-9_])')
)
SELECT NOT EXISTS (
  FROM reached JOIN volatile
  ON regexp_matches(reached.body, '(^|[^a-z0-9_])' || regexp_escape(volatile.word) || '($|[^a-z0-9_])')
)`;
