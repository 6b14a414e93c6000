import { isUnsafe, isZoned, wordsOf, type Suspects } from './check-care';
import { textsOf, type Connection } from './connection';

/** The views and macros, with what they are made of: name, a line's end, text. */
const DEFINITIONS = `SELECT view_name || '
' || sql FROM duckdb_views() WHERE NOT internal AND database_name <> 'sys'
UNION ALL SELECT function_name || '
' || macro_definition FROM duckdb_functions() WHERE NOT internal AND macro_definition IS NOT NULL`;

/** The engine's functions that take a time with a zone. */
const DATED = `SELECT DISTINCT function_name FROM duckdb_functions()
WHERE internal AND array_to_string(parameter_types, ',') LIKE '%WITH TIME ZONE%'`;

/** Tables and views with such a time, and types that stand for one. */
const ZONED = `SELECT DISTINCT table_name FROM duckdb_columns() WHERE data_type LIKE '%WITH TIME ZONE%'
UNION SELECT type_name FROM duckdb_types() WHERE NOT internal AND logical_type LIKE '%WITH TIME ZONE%'`;

/** The suspects of a session as it is now: asked of the engine when they are first needed. @throws EngineError */
export class SessionSuspects implements Suspects {
  #unsafe: ReadonlySet<string> | undefined;
  #dated: ReadonlySet<string> | undefined;
  #zoned: ReadonlySet<string> | undefined;
  #definitions: Map<string, string> | undefined;

  constructor(private readonly connection: Connection) {}

  get unsafe(): ReadonlySet<string> {
    return (this.#unsafe ??= this.#madeOf(isUnsafe));
  }

  get dated(): ReadonlySet<string> {
    if (this.#dated) return this.#dated;
    const own = new Set(textsOf(this.connection, DATED)).add('extract').add('zone');
    return (this.#dated = new Set([...own, ...this.#madeOf((text) => wordsOf(text).some((word) => own.has(word)))]));
  }

  get zoned(): ReadonlySet<string> {
    if (this.#zoned) return this.#zoned;
    const names = textsOf(this.connection, ZONED).map((name) => name.toLowerCase());
    return (this.#zoned = new Set([...names, ...this.#madeOf(isZoned)]));
  }

  /** Names of the views and macros of whose text something holds, and of those that are made of them. */
  #madeOf(holds: (definition: string) => boolean): Set<string> {
    const definitions = (this.#definitions ??= new Map(textsOf(this.connection, DEFINITIONS).map(nameAndText)));
    const found = new Set<string>();
    for (const [name, text] of definitions) if (holds(text)) found.add(name);
    for (let before = 0; before !== found.size;) {
      before = found.size;
      for (const [name, text] of definitions) if (wordsOf(text).some((word) => found.has(word))) found.add(name);
    }
    return found;
  }
}

/** Of several macros of one name all texts count. */
function nameAndText(definition: string): [string, string] {
  const end = definition.indexOf('\n');
  return [definition.slice(0, end).toLowerCase(), definition.slice(end + 1)];
}
