import { positionAt, type PlaygroundError } from '../protocol/error';
import type { StatementSource } from '../protocol/query';
import { fromCodePointOffset, fromUtf8Offset } from './statements';

/** What `errors_as_json` gives; everything but the first two may be missing. */
interface EngineErrorJson {
  exception_type?: string;
  exception_message?: string;
  position?: string;
  candidates?: string;
}

/**
 * Turns the engine's error text into ours.
 *
 * @param script the SQL as given, which positions refer to
 * @param statement the failing statement, whose text the engine saw
 */
export function readEngineError(text: string, script: string, statement: StatementSource): PlaygroundError {
  const { type, message, json } = parse(text);
  const error: PlaygroundError = { code: errorCode(type), message, statementIndex: statement.index };
  const position = Number(json.position ?? Number.NaN);
  if (Number.isInteger(position) && position >= 0) {
    // The parser counts code points, everything after it bytes.
    const offset =
      type === 'Parser' ? fromCodePointOffset(statement.sql, position) : fromUtf8Offset(statement.sql, position);
    // Errors inside a view or a macro count in its text, which is not here to be shown.
    if (offset < statement.sql.length || type === 'Parser') {
      error.position = positionAt(script, statement.offset + offset);
    }
  }
  if (json.candidates) error.candidates = json.candidates.split(',').map((name) => name.trim());
  const hint = hintFor(type, message);
  if (hint !== undefined) error.hint = hint;
  return error;
}

/** True for an error after which the engine may refuse everything. */
export function mayBeFatal(text: string): boolean {
  const { type } = parse(text);
  // An invalid configuration can make every later statement fail: CALL enable_logging(storage = 'file') does.
  return type === 'FATAL' || type === 'INTERNAL' || type === 'Invalid Configuration';
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

/** `Invalid Input` → `INVALID_INPUT_ERROR`, `TransactionContext` → `TRANSACTION_CONTEXT_ERROR`. */
function errorCode(type: string): string {
  const words = type.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z]+/g, '_');
  return `${words.toUpperCase()}_ERROR`;
}

function hintFor(type: string, message: string): string | undefined {
  if (
    /extension/i.test(message) &&
    (type === 'Missing Extension' || type === 'Autoload' || /is not loaded|exists in the/.test(message))
  ) {
    return 'This needs an extension of DuckDB that is not part of the page; CSV files can be read without one.';
  }
  if (type === 'IO' && message.includes('No files found')) {
    return "Add the file to the page first, then read it by its name, as in FROM 'name.csv'.";
  }
  if (type === 'Transaction' || type === 'TransactionContext') {
    return message.includes('aborted') ? 'Run ROLLBACK to leave the failed transaction.' : undefined;
  }
  return undefined;
}
