import { EngineError } from './c-api/error';
import { isUnsafe, isZoned, wordsOf, type Suspects } from './check-care';
import { textsOf, type Connection } from './connection';
import { withoutNetwork } from './network-gate';

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
  #definitions: readonly [name: string, text: string][] | undefined;
  readonly #zonedFiles = new Map<string, boolean>();

  /** @param files names of the files that are there */
  constructor(
    private readonly connection: Connection,
    private readonly files: () => readonly string[],
  ) {}

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

  isZonedFile(name: string): boolean {
    const known = this.#zonedFiles.get(name);
    if (known !== undefined) return known;
    const files = this.files().filter((each) => each.toLowerCase() === name);
    const isZoned = files.length === 0 || files.some((file) => this.#hasZone(file));
    this.#zonedFiles.set(name, isZoned);
    return isZoned;
  }

  /** By what the engine finds when it looks into the file: it takes a text with an offset for such a time. */
  #hasZone(file: string): boolean {
    const sql = `SELECT column_type FROM (DESCRIBE FROM '${file.replaceAll("'", "''")}') WHERE column_type LIKE '%WITH TIME ZONE%'`;
    try {
      return withoutNetwork(() => textsOf(this.connection, sql)).length > 0;
    } catch (thrown) {
      if (!(thrown instanceof EngineError)) throw thrown;
      return true;
    }
  }

  /** Names of the views and macros of whose text something holds, and of those that are made of them. */
  #madeOf(holds: (definition: string) => boolean): Set<string> {
    const definitions = (this.#definitions ??= textsOf(this.connection, DEFINITIONS).map(nameAndText));
    const found = new Set<string>();
    for (const [name, text] of definitions) if (holds(text)) found.add(name);
    for (let before = 0; before !== found.size;) {
      before = found.size;
      for (const [name, text] of definitions) if (!found.has(name) && namesAny(text, found)) found.add(name);
    }
    return found;
  }
}

function namesAny(text: string, names: ReadonlySet<string>): boolean {
  if (wordsOf(text).some((word) => names.has(word))) return true;
  // A name in quotes may be of more than a word.
  const isLong = (name: string): boolean => /[^\p{L}\p{N}_]/u.test(name);
  return [...names].some((name) => isLong(name) && text.toLowerCase().includes(name.replaceAll('"', '""')));
}

/** A name may be there twice: in two schemas, or as a macro for several numbers of arguments. */
function nameAndText(definition: string): [string, string] {
  const end = definition.indexOf('\n');
  return [definition.slice(0, end).toLowerCase(), definition.slice(end + 1)];
}
