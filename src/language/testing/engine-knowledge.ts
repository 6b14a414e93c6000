import type { Engine } from '../../session/engine';
import { createNodeEngine } from '../../session/testing/node-engine';
import type {
  CatalogSnapshot,
  ColumnInfo,
  EngineVocabulary,
  FunctionInfo,
  FunctionOverload,
  KeywordCategory,
  Knowledge,
  ParameterInfo,
  SettingInfo,
  TableInfo,
} from '../knowledge';

type DuckDBConnection = ReturnType<Engine['bindings']['connect']>;
type Row = Record<string, unknown>;

/**
 * What the real engine knows, asked through its bindings, without a session.
 *
 * @param setup a script that makes the tables
 * @param files names that FROM is said to read
 */
export async function engineKnowledge(setup: string, files: readonly string[] = []): Promise<Knowledge> {
  const { bindings } = await createNodeEngine();
  bindings.open({});
  const connection = bindings.connect();
  connection.query(setup);
  return knowledgeOf(connection, files);
}

function knowledgeOf(connection: DuckDBConnection, files: readonly string[]): Knowledge {
  const rows = (sql: string): Row[] =>
    connection
      .query(sql)
      .toArray()
      .map((row: { toJSON: () => Row }) => row.toJSON());
  const engine: EngineVocabulary = {
    functions: functionsOf(rows('SELECT * FROM duckdb_functions() ORDER BY function_name')),
    settings: new Map(rows('SELECT * FROM duckdb_settings()').map((row) => [text(row.name), settingOf(row)])),
    types: [...new Set(rows('SELECT type_name FROM duckdb_types()').map((row) => text(row.type_name).toUpperCase()))],
    keywords: new Map(
      rows('SELECT * FROM duckdb_keywords()').map((row) => [
        text(row.keyword_name),
        text(row.keyword_category) as KeywordCategory,
      ]),
    ),
    version: '1.4',
  };
  const describe = (query: string): ColumnInfo[] | undefined => {
    try {
      return rows(`DESCRIBE ${query}`).map((row) => ({ name: text(row.column_name), type: text(row.column_type) }));
    } catch {
      return undefined;
    }
  };
  return {
    engine,
    catalog: catalogOf(rows, files),
    columnsOf: (query) => Promise.resolve(describe(query)),
    profileOf: () => Promise.resolve(undefined),
    check: () => Promise.resolve([]),
    prepare: () => undefined,
    settled: () => Promise.resolve(),
    onChange: () => () => undefined,
  };
}

function catalogOf(rows: (sql: string) => Row[], files: readonly string[]): CatalogSnapshot {
  const tables = new Map<string, TableInfo & { columns: ColumnInfo[] }>();
  const listed = rows(`
    SELECT database_name, schema_name, table_name AS name, 'table' AS kind, estimated_size FROM duckdb_tables()
    UNION ALL SELECT database_name, schema_name, view_name, 'view', NULL FROM duckdb_views()`);
  for (const row of listed) {
    const path = { database: text(row.database_name), schema: text(row.schema_name), name: text(row.name) };
    const kind = row.kind === 'view' ? 'view' : 'table';
    const estimatedRows = kind === 'table' ? Number(row.estimated_size) : undefined;
    tables.set(Object.values(path).join('\n'), { ...path, kind, columns: [], estimatedRows });
  }
  for (const row of rows('SELECT * FROM duckdb_columns() ORDER BY table_oid, column_index')) {
    const key = [row.database_name, row.schema_name, row.table_name].map(text).join('\n');
    tables.get(key)?.columns.push({ name: text(row.column_name), type: text(row.data_type) });
  }
  const [current = {}] = rows('SELECT current_database() AS database, current_schema() AS schema');
  return { database: text(current.database), schema: text(current.schema), tables: [...tables.values()], files };
}

function functionsOf(rows: readonly Row[]): Map<string, FunctionInfo> {
  const functions = new Map<string, FunctionInfo & { overloads: FunctionOverload[] }>();
  for (const row of rows) {
    const name = text(row.function_name);
    const kind = text(row.function_type) as FunctionInfo['kind'];
    const known = functions.get(name.toLowerCase());
    const overload = overloadOf(row, kind);
    if (known) known.overloads.push(overload);
    else {
      const description = text(row.description);
      functions.set(name.toLowerCase(), {
        name,
        kind,
        overloads: [overload],
        description,
        examples: texts(row.examples),
      });
    }
  }
  return functions;
}

function overloadOf(row: Row, kind: FunctionInfo['kind']): FunctionOverload {
  const types = texts(row.parameter_types);
  const all = texts(row.parameters).map((name, i): ParameterInfo => {
    const type = types[i];
    return type === undefined || type === '' ? { name } : { name, type };
  });
  const isPositional = ({ name }: ParameterInfo): boolean => kind !== 'table' || /^col\d+$/.test(name);
  const varargs = text(row.varargs);
  const returnType = text(row.return_type);
  return {
    parameters: all.filter(isPositional),
    namedParameters: all.filter((parameter) => !isPositional(parameter)),
    ...(varargs ? { varargs } : {}),
    ...(returnType ? { returnType } : {}),
  };
}

function settingOf(row: Row): SettingInfo {
  const value = row.value === null ? null : text(row.value);
  const [name, description, type, scope] = [row.name, row.description, row.input_type, row.scope].map(text);
  return { name: name ?? '', description: description ?? '', type: type ?? '', scope: scope ?? '', value };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of a list as Arrow gives it. */
function texts(value: unknown): string[] {
  const isList = typeof value === 'object' && value !== null && Symbol.iterator in value;
  return isList ? Array.from(value as Iterable<unknown>, text) : [];
}
