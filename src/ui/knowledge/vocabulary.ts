import type { SessionClient } from '../../client/session-client';
import type {
  EngineVocabulary,
  FunctionInfo,
  FunctionOverload,
  KeywordCategory,
  ParameterInfo,
  SettingInfo,
} from '../../language/knowledge';
import { itemsOf, lookUp, SEPARATOR_SQL, type Cells } from './look-up';

/** A list in one cell; the engine leaves a NULL among its items out otherwise. */
const joined = (list: string) =>
  `array_to_string(list_transform(${list}, lambda item: coalesce(item, '')), ${SEPARATOR_SQL})`;

const FUNCTION_COLUMNS = `function_name, function_type, ${joined('parameters')}, ${joined('parameter_types')}, varargs, return_type,
  description, ${joined('examples')}`;

const VOCABULARY = `
SELECT ${FUNCTION_COLUMNS} FROM duckdb_functions() WHERE internal;
SELECT name, value, description, input_type, scope FROM duckdb_settings();
SELECT DISTINCT upper(type_name) FROM duckdb_types() WHERE internal ORDER BY ALL;
SELECT keyword_name, keyword_category FROM duckdb_keywords();
`;

const MACROS = `SELECT ${FUNCTION_COLUMNS} FROM duckdb_functions() WHERE NOT internal AND database_name <> 'sys'`;

const MAX_ROWS = 20_000;

/** Kinds as the engine calls them. */
const KINDS: Record<string, FunctionInfo['kind']> = {
  scalar: 'scalar',
  aggregate: 'aggregate',
  table: 'table',
  macro: 'macro',
  table_macro: 'table_macro',
  pragma: 'pragma',
};

const CATEGORIES: Record<string, KeywordCategory> = {
  reserved: 'reserved',
  unreserved: 'unreserved',
  type_function: 'type_function',
  column_name: 'column_name',
};

const HOLDS_SECRET = /secret|password|token|credential|key_id|access_key/i;

/** The engine's own words, without anybody's macros. @throws QueryError */
export async function loadVocabulary(client: SessionClient, namespace: string): Promise<EngineVocabulary> {
  const { engineVersion } = await client.ready();
  const answers = await lookUp(client, VOCABULARY, { namespace, maxRows: MAX_ROWS });
  const [functions = [], settings = [], types = [], keywords = []] = answers.map(({ rows }) => rows);
  return {
    functions: groupFunctions(functions),
    settings: new Map(settings.map((row) => [row[0]?.toLowerCase() ?? '', settingOf(row)])),
    types: types.map(([name]) => name ?? ''),
    keywords: new Map(keywords.map(([word, category]) => [word ?? '', CATEGORIES[category ?? ''] ?? 'unreserved'])),
    version: /\d+\.\d+/.exec(engineVersion)?.[0] ?? '',
  };
}

/** The macros that somebody made, by name in lower case. @throws QueryError */
export async function loadMacros(client: SessionClient, namespace: string): Promise<ReadonlyMap<string, FunctionInfo>> {
  const [answer] = await lookUp(client, MACROS, { namespace, maxRows: MAX_ROWS });
  return groupFunctions(answer?.rows ?? []);
}

/** An overload per row. */
function groupFunctions(rows: readonly Cells[]): ReadonlyMap<string, FunctionInfo> {
  const functions = new Map<string, FunctionInfo & { overloads: FunctionOverload[] }>();
  for (const row of rows) {
    const [name, type, , , , , description, examples] = row;
    const kind = KINDS[type ?? ''];
    if (name === null || name === undefined || kind === undefined) continue;
    const key = name.toLowerCase();
    const known = functions.get(key);
    // A pragma has the name of a function now and then; what is called in queries comes first.
    if (known && known.kind !== 'pragma' && kind === 'pragma') continue;
    if (known && (known.kind === 'pragma') === (kind === 'pragma')) {
      known.overloads.push(overloadOf(kind, row));
      continue;
    }
    functions.set(key, {
      name,
      kind,
      overloads: [overloadOf(kind, row)],
      description: description ?? '',
      examples: itemsOf(examples),
    });
  }
  return functions;
}

function overloadOf(kind: FunctionInfo['kind'], row: Cells): FunctionOverload {
  const [, , names, types, varargs, returnType] = row;
  const typeNames = itemsOf(types);
  const all = itemsOf(names).map((name, i): ParameterInfo => {
    const type = typeNames[i];
    return { name, ...(type === undefined || type === '' ? {} : { type }) };
  });
  const isNamed = ({ name }: ParameterInfo): boolean => kind === 'table' && !/^col\d+$/.test(name);
  return {
    parameters: all.filter((parameter) => !isNamed(parameter)),
    namedParameters: all.filter(isNamed),
    ...(varargs === null || varargs === undefined ? {} : { varargs }),
    ...(returnType === null || returnType === undefined ? {} : { returnType }),
  };
}

function settingOf([name, value, description, type, scope]: Cells): SettingInfo {
  return {
    name: name ?? '',
    value: HOLDS_SECRET.test(name ?? '') ? null : (value ?? null),
    description: description ?? '',
    type: type ?? '',
    scope: scope ?? '',
  };
}
