import { EngineError } from './c-api/error';
import type { Connection } from './connection';

/**
 * Empties a database by dropping what is in it: for where it cannot be detached. The connection has another one in use, so that
 * nothing in it stands in for what is asked of the engine here.
 *
 * @returns false where something is left, because a transaction that is open elsewhere holds it
 * @throws EngineError
 */
export function dropAll(connection: Connection, database: string): boolean {
  let left = Number.POSITIVE_INFINITY;
  for (;;) {
    const drops = connection.texts(dropStatements(database));
    if (drops.length === 0) return true;
    if (drops.length >= left) return false;
    left = drops.length;
    for (const drop of drops) {
      try {
        connection.run(drop);
      } catch (thrown) {
        // Something else depends on it, or it went with another: the next round will show.
        if (!(thrown instanceof EngineError)) throw thrown;
      }
    }
  }
}

function dropStatements(database: string): string {
  const quoted = (name: string): string => `'"' || replace(${name}, '"', '""') || '"'`;
  const place = `'"${database}".' || ${quoted('schema_name')}`;
  const named = (name: string): string => `${place} || '.' || ${quoted(name)}`;
  const from = (list: string): string =>
    `FROM system.main.duckdb_${list}() WHERE database_name = '${database}' AND NOT internal`;
  return `
    SELECT drop_sql FROM (
      SELECT 0, 'DROP SCHEMA IF EXISTS ' || ${place} || ' CASCADE' ${from('schemas')} AND schema_name <> 'main'
      UNION ALL SELECT 1, 'DROP VIEW IF EXISTS ' || ${named('view_name')} ${from('views')}
      UNION ALL SELECT 2, 'DROP TABLE IF EXISTS ' || ${named('table_name')} ${from('tables')}
      UNION ALL SELECT 3, 'DROP SEQUENCE IF EXISTS ' || ${named('sequence_name')}
        FROM system.main.duckdb_sequences() WHERE database_name = '${database}'
      UNION ALL SELECT DISTINCT 4, 'DROP MACRO ' || if(function_type = 'table_macro', 'TABLE ', '') || 'IF EXISTS '
        || ${named('function_name')} ${from('functions')}
      UNION ALL SELECT 5, 'DROP TYPE IF EXISTS ' || ${named('type_name')} ${from('types')}
    ) AS drops(stage, drop_sql) ORDER BY stage`;
}
