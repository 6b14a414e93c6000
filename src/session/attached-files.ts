import { queryError } from '../protocol/error';
import { EngineError } from './c-api/error';
import { Connection } from './connection';
import { engineMessage } from './engine-error';
import type { Engine } from './engine';
import { formatOf } from './file-format';

/** DuckDB's own database files among those that were given: attached for reading, under what their names begin with. */
export class AttachedFiles {
  readonly #databases = new Map<string, { database: string; source: string }>();

  constructor(private readonly engine: Engine) {}

  /** SQL that gives what is in it: the rows of its only table, or else a list of its tables. Undefined for other files. */
  source(name: string): string | undefined {
    return this.#databases.get(name)?.source;
  }

  /** Attaches a registered file, where it is a database. @throws QueryError `FILE_ERROR` */
  add(name: string): void {
    if (formatOf(name) !== 'duckdb') return;
    this.#with((connection) => {
      const taken = new Set(connection.texts('SELECT lower(database_name) FROM duckdb_databases()'));
      const stem = /([^/]*?)(?:\.[^.]*)?$/.exec(name)?.[1] ?? name;
      let database = stem;
      for (let number = 2; taken.has(database.toLowerCase()); number++) database = `${stem}_${number}`;
      try {
        connection.run(`ATTACH '${name.replaceAll("'", "''")}' AS ${quoted(database)} (READ_ONLY)`);
      } catch (thrown) {
        if (!(thrown instanceof EngineError)) throw thrown;
        const reason = engineMessage(thrown.message);
        const hint = 'It may be damaged, still open elsewhere, or written by a newer DuckDB: export it anew.';
        throw queryError('FILE_ERROR', `The database ${name} could not be opened: ${reason}`, hint);
      }
      this.#databases.set(name, { database, source: sourceOf(connection, database) });
    });
  }

  /** Detaches a file's database; what is not attached is left alone. */
  remove(name: string): void {
    const attached = this.#databases.get(name);
    if (!attached) return;
    this.#databases.delete(name);
    this.#with((connection) => {
      connection.run(`DETACH DATABASE IF EXISTS ${quoted(attached.database)}`);
    });
  }

  /** On a connection of its own: something may be streaming on every other. */
  #with(use: (connection: Connection) => void): void {
    const connection = new Connection(this.engine);
    try {
      use(connection);
    } finally {
      connection.close();
    }
  }
}

function sourceOf(connection: Connection, database: string): string {
  const literal = `'${database.replaceAll("'", "''")}'`;
  const from = `FROM duckdb_tables() WHERE database_name = ${literal}`;
  const tables = connection.texts(
    `SELECT format('"{}"."{}"', replace(schema_name, '"', '""'), replace(table_name, '"', '""')) ${from}`,
  );
  const [only] = tables;
  return only !== undefined && tables.length === 1
    ? `FROM ${quoted(database)}.${only}`
    : `SELECT schema_name, table_name, column_count, estimated_size AS estimated_rows ${from}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
