import { positionAt, type PlaygroundError } from '../protocol/error';
import type { StatementSource } from '../protocol/query';
import { REPLACEMENT_ERROR } from './c-api/replacement-scan';
import { hintFor } from './error-hint';
import { candidatesIn, lastPart, nameInError, placeOfName } from './error-names';
import { fromCodePointOffset, fromUtf8Offset, type TokenStart } from './statements';

/** What `errors_as_json` gives; everything but the first two may be missing. */
interface EngineErrorJson {
  exception_type?: string;
  exception_message?: string;
  position?: string;
  candidates?: string;
}

/** Where an error happened, and what it may be about. */
export interface ErrorScene {
  /** The SQL as given, which positions refer to. */
  script: string;
  /** The failing statement, whose text the engine saw. */
  statement: StatementSource;
  /** The statement's tokens. Called only where they are needed. */
  tokens: () => readonly TokenStart[];
  /** Names of the files that are there. */
  files: readonly string[];
}

/** Turns the engine's error text into ours: with its place in the script, what may have been meant, and what to do. */
export function readEngineError(text: string, { script, statement, tokens, files }: ErrorScene): PlaygroundError {
  const { type, message: wording, json } = ofFiles(parse(text));
  if (CHANGED_FILE.test(wording)) return changedFile(statement, files);
  const message = shorten(type, wording);
  const name = nameInError(wording);
  const offset =
    name === undefined
      ? offsetOf(type, json, statement.sql)
      : placeOfName(statement.sql, tokens(), name, offsetOf(type, json, statement.sql));
  const error: PlaygroundError = { code: errorCode(type, wording), message, statementIndex: statement.index };
  if (offset !== undefined) error.position = positionAt(script, statement.offset + offset);
  const candidates = candidatesIn(wording, json.candidates, name, files);
  // In place of the last part of a qualified name stands a last part.
  const isQualified = offset !== undefined && /[\p{L}\p{N}_"]\s*\.\s*$/u.test(statement.sql.slice(0, offset));
  if (candidates.length > 0) {
    error.candidates = isQualified ? candidates.map(lastPart) : candidates;
  }
  const hint = hintFor({
    type,
    message: wording,
    before: offset === undefined ? '' : statement.sql.slice(0, offset),
    after: offset === undefined ? '' : statement.sql.slice(offset),
  });
  if (hint !== undefined) error.hint = hint;
  return error;
}

/** The engine's words alone, for an error of the session's own statements. */
export function engineMessage(text: string): string {
  return parse(text).message;
}

/** True for what the engine says to a database whose bytes it cannot make anything of. */
export function isAboutContent(text: string): boolean {
  const { type, message } = parse(text);
  // An engine that has failed before says so to the best of databases.
  if (message.includes('because of a previous fatal error')) return false;
  return ['IO', 'Serialization', 'Corrupt', 'INTERNAL', 'FATAL', 'Invalid Input', 'Catalog'].includes(type);
}

/** True for an error after which the engine may refuse everything. */
export function mayBeFatal(text: string): boolean {
  const { type } = parse(text);
  // An invalid configuration can make every later statement fail: CALL enable_logging(storage = 'file') does.
  return type === 'FATAL' || type === 'INTERNAL' || type === 'Invalid Configuration';
}

/** In UTF-16 units; undefined where the engine gives no place, or one in another text than the statement's. */
function offsetOf(type: string, json: EngineErrorJson, sql: string): number | undefined {
  const position = Number(json.position ?? Number.NaN);
  if (!Number.isInteger(position) || position < 0) return undefined;
  // The parser counts code points, everything after it bytes.
  const offset = type === 'Parser' ? fromCodePointOffset(sql, position) : fromUtf8Offset(sql, position);
  // Errors inside a view or a macro count in its text, which is not here to be shown.
  return offset < sql.length || type === 'Parser' ? offset : undefined;
}

/** True for what the engine says to a change within a read-only transaction. */
export function isReadOnlyError(text: string): boolean {
  const { type, message } = parse(text);
  return type === 'TransactionContext' && message.includes('read-only');
}

function parse(text: string): { type: string; message: string; json: EngineErrorJson } {
  const prefix = /^([A-Za-z][A-Za-z -]*?)(?: Error| exception)?: /.exec(text);
  const brace = text.indexOf('{');
  if (brace >= 0 && (brace === 0 || prefix?.[0].length === brace)) {
    try {
      const json = JSON.parse(text.slice(brace)) as EngineErrorJson;
      if (json.exception_type !== undefined) {
        return { type: json.exception_type, message: json.exception_message ?? text, json };
      }
    } catch {
      // Not JSON after all: a message that happens to begin with a brace.
    }
  }
  return { type: prefix?.[1] ?? 'Unknown', message: prefix ? text.slice(prefix[0].length) : text, json: {} };
}

/** What browsers say when a file that is read in place is not what it was when the page was given it. */
const CHANGED_FILE = /\bNot(?:Readable|Found)Error\b/;

function changedFile({ sql, index }: StatementSource, files: readonly string[]): PlaygroundError {
  const named = files.filter((name) => sql.includes(name));
  return {
    code: 'FILE_ERROR',
    message: `${named.length > 0 ? named.join(', ') : 'A file'} has changed since it was added, or is gone.`,
    statementIndex: index,
    hint: 'Add it again, then run the query again.',
  };
}

/** Of a file that is not there the engine says the same, whoever reads it. */
function ofFiles(parsed: ReturnType<typeof parse>): ReturnType<typeof parse> {
  const { message } = parsed;
  return message.startsWith(REPLACEMENT_ERROR)
    ? { ...parsed, type: 'IO', message: message.slice(REPLACEMENT_ERROR.length).trim() }
    : parsed;
}

/** The address that could not be read, in the words of the browser. */
export function addressInError(message: string): string | undefined {
  return /Failed to load '([^']+)'/.exec(message)?.[1];
}

/** Leaves out advice that is of no use on this page: commands that install extensions, a folder for temporary files. */
function shorten(type: string, message: string): string {
  const address = addressInError(message);
  if (address !== undefined) return `The address ${address} could not be read.`;
  if (type === 'Out of Memory') return message.split('\nDatabase is launched')[0] ?? message;
  if (message.includes('exists in the')) return message.split('\n\nPlease try')[0] ?? message;
  if (message === 'errhint NOT IMPLEMENTED') return 'LIMIT takes one number.';
  return message;
}

/** `Invalid Input` → `INVALID_INPUT_ERROR`, `TransactionContext` → `TRANSACTION_CONTEXT_ERROR`. */
function errorCode(type: string, message: string): string {
  // What the browser says of a request is thrown through the engine as it is.
  if (/XMLHttpRequest|NetworkError/.test(message)) return 'HTTP_ERROR';
  const words = type.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z]+/g, '_');
  return `${words.toUpperCase()}_ERROR`;
}
