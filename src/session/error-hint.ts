/** An error, as far as a hint depends on it. */
export interface HintedError {
  /** The engine's exception type: `Parser`, `Binder`, `Catalog`, … */
  type: string;
  message: string;
  /** The statement's text before the place of the error, and from there on; both empty where it is not known. */
  before: string;
  after: string;
}

interface Rule {
  type?: RegExp;
  message?: RegExp;
  before?: RegExp;
  after?: RegExp;
  /** `$1` is what the message's pattern captured, `$2` what the one of the text did. */
  hint: string;
}

/** Words that people use for columns, and that SQL keeps for itself. */
const RESERVED_NAMES =
  'all|analyse|and|array|as|asc|at|case|check|collate|column|constraint|create|default|desc|distinct|do|else|end|except|fetch|for|foreign|grant|' +
  'group|having|in|initially|intersect|lateral|limit|not|null|offset|on|only|or|order|primary|references|select|some|table|then|to|trailing|' +
  'union|unique|using|when|where|window|with';

/** What other databases call it. */
const FOREIGN_FUNCTIONS: Record<string, string> = {
  getdate: 'now() or current_date',
  sysdate: 'now() or current_date',
  curdate: 'current_date',
  convert: 'CAST(value AS type)',
  dateadd: 'date + INTERVAL 1 DAY',
  nvl: 'coalesce(value, other)',
  isnull: 'coalesce(value, other)',
  iif: 'if(condition, a, b)',
  charindex: 'position(part IN text)',
  to_date: 'strptime(text, format)::DATE',
  str_to_date: 'strptime(text, format)',
  to_char: 'strftime(value, format)',
  date_format: 'strftime(value, format)',
  from_unixtime: 'to_timestamp(seconds)',
  rand: 'random()',
  newid: 'uuid()',
};

/** The first that fits gives the hint. */
const RULES: readonly Rule[] = [
  {
    message: /exists in the (\w+) extension/,
    hint: "This is part of DuckDB's $1 extension, which this page does not have; CSV, JSON, Parquet, Arrow, Excel and SQLite files can be read without one.",
  },
  {
    message: /Macro ((?:read|parquet|sqlite)_\w+)\(\) does not support the supplied arguments/,
    hint: '$1 is the page’s own here, and takes a path, or a list of paths, alone: choose and cast columns in the SELECT.',
  },
  {
    message: /extension/i,
    type: /^(?:Missing Extension|Autoload)$/,
    hint: 'This needs an extension of DuckDB that is not part of the page; CSV, JSON, Parquet, Arrow, Excel and SQLite files can be read without one.',
  },
  {
    message: /XMLHttpRequest|NetworkError|HTTP/,
    hint: 'The address could not be read: the other site must be reachable and allow this page to read it (CORS). Else download the file and add it to the page.',
  },
  {
    message: /No files found that match|Table with name \S+\.\w+ does not exist/,
    hint: "Add the file to the page first, then read it by its name, as in FROM 'name.csv'.",
  },
  {
    message: /Cannot create entry in system catalog/,
    hint: 'The catalog system is DuckDB’s own: leave the prefix away, or write main.',
  },
  {
    message: /database "sys" which is attached in read-only mode/,
    hint: 'The system views are there to be read: leave the prefix away to make something of your own.',
  },
  {
    type: /^Transaction/,
    message: /aborted/,
    hint: 'Run ROLLBACK to leave the failed transaction.',
  },
  {
    type: /^Out of Memory$/,
    hint: 'Drop tables that are no longer needed, unpin results, or ask for less at once; the memory gauge below shows what is in use.',
  },
  { message: /WHERE clause cannot contain aggregates/, hint: 'Conditions on aggregates go after GROUP BY, in HAVING.' },
  {
    message: /Referenced column "([^"]+)"/,
    after: /^"/,
    hint: "Double quotes are for names; a text goes in single quotes: '$1'.",
  },
  { message: /because the FROM clause is missing/, hint: 'Name the table that has the column: … FROM table.' },
  {
    type: /^Conversion$/,
    message: /Could not convert|out of range/,
    hint: 'TRY_CAST gives NULL in place of this error.',
  },
  {
    message: /add explicit type casts/,
    hint: 'Cast the arguments to types that fit, as in value::INTEGER.',
  },
  { type: /^Parser$/, message: /errhint NOT IMPLEMENTED/, hint: 'Write LIMIT 10 OFFSET 5 in place of two numbers.' },
  {
    type: /^Parser$/,
    message: /unterminated quoted string/,
    hint: "Close the text with a single quote; one inside it is written ''.",
  },
  { type: /^Parser$/, message: /unterminated quoted identifier/, hint: 'Close the name with a double quote.' },
  { type: /^Parser$/, after: /^`/, hint: 'Names are quoted with double quotes, not with backticks.' },
  {
    type: /^Parser$/,
    before: /\btop\s+$/i,
    after: /^\d/,
    hint: 'Write LIMIT at the end of the query in place of TOP.',
  },
  {
    type: /^Parser$/,
    after: /^(?:auto_?increment|identity)\b/i,
    hint: "Make a sequence and let it give the numbers: CREATE SEQUENCE s; … DEFAULT nextval('s').",
  },
  {
    type: /^Parser$/,
    before: /[\p{L}\p{N}_]$/u,
    after: /^-[\p{L}_]/u,
    hint: 'A name with a hyphen goes in double quotes.',
  },
  { type: /^Parser$/, before: /[^=]=$/, after: /^=\s*=/, hint: 'Equality is written = or ==.' },
  {
    type: /^Parser$/,
    after: new RegExp(`^(${RESERVED_NAMES})\\b`, 'i'),
    before: /(?:[,(.]|\b(?:table|column|view|index|as|into|update|join))\s*$/i,
    hint: 'The word $2 belongs to SQL: as a name it goes in double quotes.',
  },
  {
    type: /^Parser$/,
    before: new RegExp(`(?:select|,|\\.|\\()\\s*(${RESERVED_NAMES})\\s*$`, 'i'),
    hint: 'The word $2 belongs to SQL: as a name it goes in double quotes.',
  },
  {
    type: /^Parser$/,
    message: /at end of input/,
    hint: 'The statement stops too early: a name, an expression or a closing parenthesis is missing.',
  },
];

/** What to do next, in one sentence; undefined where nothing helpful is known. */
export function hintFor(error: HintedError): string | undefined {
  const foreign = /Function with name (\w+) does not exist/.exec(error.message)?.[1]?.toLowerCase();
  const ours = foreign === undefined ? undefined : FOREIGN_FUNCTIONS[foreign];
  if (ours !== undefined) return `DuckDB writes ${ours}.`;
  for (const { hint, ...patterns } of RULES) {
    const found = Object.entries(patterns).map(([part, pattern]) => pattern.exec(error[part as keyof HintedError]));
    if (found.some((match) => match === null)) continue;
    const inMessage = patterns.message?.exec(error.message)?.[1] ?? '';
    const inText = patterns.after?.exec(error.after)?.[1] ?? patterns.before?.exec(error.before)?.[1] ?? '';
    return hint.replaceAll('$1', () => inMessage).replaceAll('$2', () => inText.toLowerCase());
  }
  return undefined;
}
