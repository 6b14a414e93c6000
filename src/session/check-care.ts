/**
 * How far a statement may be looked at while it is being written. Parsing runs nothing, but for some PRAGMA and IMPORT; binding
 * evaluates what has to be known by then, such as the arguments of table functions, and the optimizer what is constant. So
 * what would change something, leave the machine, take long or stop this engine is not bound.
 */
export type Care = 'skip' | 'parse' | 'bind';

/** Names behind which something may hide that is not to be bound, in lower case. */
export interface Suspects {
  /** Views and macros that are not to be bound, or are made of such. */
  readonly unsafe: ReadonlySet<string>;
  /** Functions that may take a time with a zone apart, and what is made of them. */
  readonly dated: ReadonlySet<string>;
  /** What gives a time with a zone. */
  readonly zoned: ReadonlySet<string>;
  /** True for a file, by its name in lower case, that may hold such a time. */
  isZonedFile(name: string): boolean;
}

/** A longer text takes longer to parse than a pause in typing lasts. */
const MAX_PARSED = 100_000;
const MAX_BOUND = 20_000;

/** Change something when they are evaluated, also by a text that is put together or kept elsewhere. */
const CHANGING = new Set(
  'nextval setseed random uuid uuidv4 uuidv7 gen_random_uuid write_log query query_table execute secret'.split(' '),
);

/** Make something of any size of a short text. `sample_size` lets a file be read to its end. */
const GROWING = new Set(
  'repeat lpad rpad range generate_series list_resize array_resize bar bitstring sample_size'.split(' '),
);

/** Of a time with a zone; this engine has no time zones, and traps where a function is to take one apart. */
const ZONED = new Set(
  (
    'now current_time current_timestamp get_current_timestamp transaction_timestamp timestamptz timetz zone to_timestamp ' +
    'make_timestamptz strptime try_strptime read_text read_blob read_csv read_csv_auto sniff_csv test_all_types duckdb_logs'
  ).split(' '),
);

/** Where a zone is meant without a word of it. */
const TRAPPING = new Set(['current_date', 'today', 'localtime', 'localtimestamp']);

/** An address, or a name written with escapes, in which no word can be told. */
const OPAQUE = /:\/\/|\bu&["']/i;

/** @param words the statement's, token by token */
export function careFor(sql: string, words: readonly string[], suspects: Suspects): Care {
  if (sql.length > MAX_PARSED || words[0] === 'import') return 'skip';
  const isHarmless =
    sql.length <= MAX_BOUND &&
    !OPAQUE.test(sql) &&
    !words.some((word) => CHANGING.has(word) || TRAPPING.has(word)) &&
    !mayGrow(words) &&
    !words.some((word) => suspects.unsafe.has(word)) &&
    !mayTrap(words, suspects);
  if (isHarmless) return 'bind';
  // The engine evaluates a PRAGMA's arguments and puts a query in its place when it parses it.
  return words.includes('pragma') || words.includes('import') ? 'skip' : 'parse';
}

/** True for the text of a view or macro that is not to be bound. */
export function isUnsafe(definition: string): boolean {
  return (
    OPAQUE.test(definition) ||
    wordsOf(definition).some((word) => CHANGING.has(word) || TRAPPING.has(word) || GROWING.has(word))
  );
}

/** True for the text of a view or macro that has to do with zones, or with a file that may. */
export function isZoned(definition: string): boolean {
  return /\.\w+['"]/.test(definition) || wordsOf(definition).some((word) => ZONED.has(word));
}

export function wordsOf(definition: string): string[] {
  return definition.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function mayTrap(words: readonly string[], suspects: Suspects): boolean {
  if (!words.some((word) => suspects.dated.has(word))) return false;
  if (words.some((word) => ZONED.has(word) || suspects.zoned.has(word))) return true;
  return words.some((word) => /\.\w+$|[*?]./.test(word) && suspects.isZonedFile(word));
}

/** There a series is only planned: `FROM range(1000000000)`. */
const COMES_BEFORE_TABLE = new Set(['from', 'join', 'call', 'lateral']);

/** True where something large may be made of a short text; a table function's plain arguments and one small list are fine. */
function mayGrow(words: readonly string[]): boolean {
  let count = 0;
  for (const [i, word] of words.entries()) {
    if (!GROWING.has(word)) continue;
    if (word === 'sample_size') return true;
    if (words[i + 1] !== '(') continue;
    const isTable = COMES_BEFORE_TABLE.has(words[i - 1] ?? '');
    const inside = argumentsAt(words, i + 2);
    const isSmall = isTable || !inside.some((each) => /\d{5}|\de\d|^[*^|<]/.test(each.replaceAll('_', '')));
    if (inside.includes('(') || !isSmall || (!isTable && ++count > 1)) return true;
  }
  return false;
}

/** The words up to the parenthesis that closes. */
function argumentsAt(words: readonly string[], from: number): readonly string[] {
  let depth = 1;
  for (let i = from; i < words.length; i++) {
    if (words[i] === '(') depth++;
    if (words[i] === ')' && --depth === 0) return words.slice(from, i);
  }
  return words.slice(from);
}
