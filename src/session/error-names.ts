import { similarNames } from '../protocol/similar-names';
import { nameAt, type TokenStart } from './statements';

/** How the engine speaks of a name that it does not know, or does not like. */
const NAMING = [
  /with name "?([^"\n]+?)"? (?:does not exist|is not in the catalog|already exists)/,
  /Referenced (?:column|table) "([^"]+)"/,
  /does not have a column (?:named|with name) "([^"]+)"/,
  /Referenced update column (\S+) not found/,
  /unrecognized configuration parameter "([^"]+)"/,
  /Ambiguous reference to column name "([^"]+)"/,
  /column "?([^"\s]+)"? must appear in the GROUP BY/,
  /Column "([^"]+)" in EXCLUDE list/,
  /No catalog \+ schema named "([^"]+)"/,
  /Could not find key "([^"]+)"/,
  /No files found that match the pattern "([^"]+)"/,
  /Existing object (\S+) is of type/,
  /Prepared statement "([^"]+)" does not exist/,
];

/** The name that an error is about. */
export function nameInError(message: string): string | undefined {
  for (const pattern of NAMING) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The file that an error is about: one that is not there, or that the engine took for a table. */
export function fileInError(message: string): string | undefined {
  const file = /No files found that match the pattern "([^"]+)"|Table with name (\S+\.\w+) does not exist/.exec(
    message,
  );
  return file?.[1] ?? file?.[2];
}

/**
 * Where in a statement the name stands that an error is about: at or right after `offset`, or at the only token that it can be.
 * Positions of errors in a view or macro count in its text, and must not be shown in this one.
 *
 * @param offset the engine's own, in UTF-16 units
 */
export function placeOfName(
  sql: string,
  tokens: readonly TokenStart[],
  name: string,
  offset: number | undefined,
): number | undefined {
  const wanted = name.toLowerCase();
  const places = tokens.filter((start) => textAt(sql, start) === wanted);
  if (offset !== undefined) {
    const at = places.find((start) => start >= offset && isPath(sql.slice(offset, start)));
    if (at !== undefined) return at;
    // A function's name is folded, an operator's is a sign: where the name is not in the text, the engine knows best.
    if (places.length === 0 && offset < sql.length && !/^[\p{L}"]/u.test(name)) return offset;
  }
  return places.length === 1 ? places[0] : undefined;
}

/** What may have been meant, in the engine's words or among the files. */
export function candidatesIn(
  message: string,
  given: string | undefined,
  name: string | undefined,
  files: readonly string[],
): string[] {
  if (name === undefined) return [];
  const file = fileInError(message);
  if (file !== undefined) return similarNames(file, files);
  const ambiguous = /\(use: ([^)]*)\)/.exec(message)?.[1];
  if (ambiguous !== undefined) return quoted(ambiguous);
  // Of a setting's the engine lists them all; the sentence has the likely ones.
  const sentence = /(?:Did you mean:?|Candidate (?:bindings|tables|Entries):[ :]*) *("[^\n]*")/.exec(message)?.[1];
  const names = sentence === undefined ? (given?.split(',').map((each) => each.trim()) ?? []) : quoted(sentence);
  const lastParts = new Map(names.filter((each) => !each.startsWith('pg_')).map((each) => [lastPart(each), each]));
  return similarNames(name, [...lastParts.keys()]).flatMap((each) => lastParts.get(each) ?? []);
}

/** `queries` of `sys.queries`. */
export function lastPart(name: string): string {
  return name.replace(/^.*\./, '');
}

function quoted(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]+)"/g), ([, name = '']) => name);
}

/** A name or a quoted text, as an error would cite it. */
function textAt(sql: string, start: TokenStart): string {
  if (sql[start] !== "'") return nameAt(sql, start);
  return /^'((?:[^']|'')*)'/.exec(sql.slice(start))?.[1]?.replaceAll("''", "'").toLowerCase() ?? '';
}

/** What can stand between the beginning of a qualified name or a call and the name itself. */
function isPath(text: string): boolean {
  return /^(?:(?:"(?:[^"]|"")*"|[\p{L}\p{N}_$]+)\s*[.(]\s*)*$/u.test(text);
}
