import type { TestSession } from '../test-session';

/**
 * Everything that a statement could have changed, but for the types that the engine makes for each PIVOT: as lines of text: of one namespace,
 * and of what all of them share.
 */
export class Fingerprint {
  #last: string[] | undefined;

  constructor(
    private readonly db: TestSession,
    private readonly namespace: string,
  ) {}

  /** What the last look saw; the first looks. */
  async before(): Promise<string[]> {
    return this.#last ?? (await this.look());
  }

  async look(): Promise<string[]> {
    const { db, namespace } = this;
    // Prepared, because planning it takes longer than running it.
    if (this.#last === undefined) {
      await db.run(`PREPARE the_fingerprint AS ${catalogQuery(namespace)}`, { namespace });
      await db.run(`PREPARE the_macros AS ${MACROS}`, { namespace });
    }
    const lines = await db.rows('EXECUTE the_fingerprint', { namespace, maxRows: 10_000 });
    this.#last = [
      ...lines.map(([line]) => line ?? '').sort(),
      `transaction ${String(await this.#hasTransaction())}`,
      ...db.session.files.list().map(({ name }) => `registered ${name}`),
    ];
    return this.#last;
  }

  /** The macros of all namespaces: apart, because the engine looks through all functions for them. */
  async macros(): Promise<string[]> {
    await this.before();
    const lines = await this.db.rows('EXECUTE the_macros', { namespace: this.namespace, maxRows: 10_000 });
    return lines.map(([line]) => line ?? '').sort();
  }

  /** Two statements share a transaction's id where one is open. */
  async #hasTransaction(): Promise<boolean> {
    const id = () => this.db.value('SELECT txid_current()', { namespace: this.namespace });
    return (await id()) === (await id());
  }
}

const MACROS = `SELECT concat_ws('|', database_name, function_name, comment, macro_definition)
  FROM duckdb_functions() WHERE database_name IN ('memory', 'att', 'other', 'busy', 'temp') AND NOT internal`;

function catalogQuery(namespace: string): string {
  const own = namespace === 'main' ? 'memory' : namespace;
  const databases = `('${own}', 'other', 'att', 'temp')`;
  const counts = [own, 'other', 'att']
    .map((name) => `SELECT 'rows ${name}: ' || count(*) || ' ' || coalesce(sum(hash(t)), 0) FROM "${name}".main.t AS t`)
    .join(' UNION ALL ');
  return `
    SELECT 'table ' || concat_ws('|', database_name, schema_name, table_name, temporary, comment, sql)
      FROM duckdb_tables() WHERE database_name IN ${databases}
    UNION ALL SELECT 'column ' || concat_ws('|', table_name, column_name, column_default, comment)
      FROM duckdb_columns() WHERE database_name IN ${databases} AND NOT internal
    UNION ALL SELECT 'view ' || concat_ws('|', database_name, schema_name, view_name, comment, sql)
      FROM duckdb_views() WHERE database_name IN ${databases} AND NOT internal
    UNION ALL SELECT 'sequence ' || concat_ws('|', database_name, sequence_name, start_value, last_value)
      FROM duckdb_sequences() WHERE database_name IN ${databases}
    UNION ALL SELECT 'type ' || concat_ws('|', database_name, type_name, labels)
      FROM duckdb_types() WHERE database_name IN ${databases} AND NOT internal AND type_name NOT LIKE '__pivot_enum_%'
    UNION ALL SELECT 'schema ' || concat_ws('|', database_name, schema_name)
      FROM duckdb_schemas() WHERE database_name IN ${databases}
    UNION ALL SELECT 'index ' || concat_ws('|', database_name, index_name, sql)
      FROM duckdb_indexes() WHERE database_name IN ${databases}
    UNION ALL SELECT 'setting ' || concat_ws('|', name, value) FROM duckdb_settings()
    UNION ALL SELECT 'database ' || concat_ws('|', database_name, readonly) FROM duckdb_databases()
    UNION ALL SELECT 'variable ' || concat_ws('|', name, value) FROM duckdb_variables()
    UNION ALL SELECT 'prepared ' || concat_ws('|', name, statement) FROM duckdb_prepared_statements()
    UNION ALL SELECT 'secret ' || name FROM duckdb_secrets()
    UNION ALL SELECT 'file ' || file FROM glob('*')
    UNION ALL ${counts}`;
}
