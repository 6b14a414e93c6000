import { EngineError } from './c-api/error';
import type { Connection } from './connection';
import { DEFAULT_NAMESPACE, type Namespace } from './namespaces';

/**
 * Brings a namespace back to empty: its tables, views, macros, types and sequences, and what its connection had: temporary tables,
 * settings, variables, prepared statements, an open transaction. Nothing of it may be running.
 *
 * @param isInUse whether another connection has a transaction open: detaching a database then is an internal error there.
 * @throws EngineError
 */
export function resetNamespace({ name, database, connection }: Namespace, isInUse: boolean): void {
  connection.renew();
  if (name === DEFAULT_NAMESPACE || isInUse) {
    if (name !== DEFAULT_NAMESPACE) connection.run(`USE "${database}"`);
    dropAll(connection, database);
    return;
  }
  connection.run(`DETACH "${database}"`);
  connection.run(`ATTACH ':memory:' AS "${database}"; USE "${database}"`);
}

/** For a database that cannot be detached. */
function dropAll(connection: Connection, database: string): void {
  let left = Number.POSITIVE_INFINITY;
  for (;;) {
    const drops = connection.texts(dropStatements(database));
    if (drops.length === 0) return;
    let problem: EngineError | undefined;
    for (const drop of drops) {
      try {
        connection.run(drop);
      } catch (thrown) {
        if (!(thrown instanceof EngineError)) throw thrown;
        // Something else depends on it, or it went with another: the next round will show.
        problem = thrown;
      }
    }
    if (problem && drops.length >= left) throw problem;
    left = drops.length;
  }
}

function dropStatements(database: string): string {
  const own = `database_name = '${database}' AND NOT internal`;
  const named = (schema: string, name: string): string =>
    `'"' || replace(${schema}, '"', '""') || '"."' || replace(${name}, '"', '""') || '"'`;
  return `
    SELECT drop_sql FROM (
      SELECT 0, 'DROP SCHEMA IF EXISTS "' || replace(schema_name, '"', '""') || '" CASCADE' FROM duckdb_schemas()
        WHERE ${own} AND schema_name <> 'main'
      UNION ALL SELECT 1, 'DROP VIEW IF EXISTS ' || ${named('schema_name', 'view_name')} FROM duckdb_views() WHERE ${own}
      UNION ALL SELECT 2, 'DROP TABLE IF EXISTS ' || ${named('schema_name', 'table_name')} FROM duckdb_tables() WHERE ${own}
      UNION ALL SELECT 3, 'DROP SEQUENCE IF EXISTS ' || ${named('schema_name', 'sequence_name')}
        FROM duckdb_sequences() WHERE database_name = '${database}'
      UNION ALL SELECT DISTINCT 4, 'DROP MACRO ' || if(function_type = 'table_macro', 'TABLE ', '') || 'IF EXISTS '
        || ${named('schema_name', 'function_name')} FROM duckdb_functions() WHERE ${own}
      UNION ALL SELECT 5, 'DROP TYPE IF EXISTS ' || ${named('schema_name', 'type_name')} FROM duckdb_types() WHERE ${own}
    ) AS drops(stage, drop_sql) ORDER BY stage`;
}
