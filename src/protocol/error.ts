/**
 * Errors as they cross between page and worker: plain data, never `Error` instances.
 * Every failure that SQL can cause has a code, a sentence that reads alone, and a hint where one is known.
 */

/** Dabble's own codes; DuckDB's exception types join them in upper snake case (`PARSER_ERROR`, …). */
export type OwnErrorCode =
  | 'EMPTY_SQL'
  | 'SQL_TOO_LONG'
  | 'PARAMS_WITH_BATCH'
  | 'INVALID_CONTEXT'
  | 'INVALID_MESSAGE'
  | 'PERMISSION_DENIED'
  | 'CANCELLED'
  | 'TIMEOUT'
  | 'SESSION_LOST'
  | 'SESSION_FAILED'
  | 'FILE_ERROR'
  | 'HTTP_ERROR'
  | 'DATA_CHANGED'
  | 'MARKUP_ERROR'
  | 'OUT_OF_MEMORY_ERROR'
  | 'STORAGE_UNAVAILABLE'
  | 'STORAGE_FULL'
  | 'DATABASE_IN_USE'
  | 'DATABASE_DAMAGED';

export type ErrorCode = OwnErrorCode | (string & {});

/** A place in the SQL as given: `offset` in UTF-16 units from 0, `line` and `column` from 1. */
export interface Position {
  offset: number;
  line: number;
  column: number;
}

/** An error as `window.playground` shows it: survives structured cloning and JSON. */
export interface PlaygroundError {
  code: ErrorCode;
  message: string;
  /** Index of the failing statement in its script, from 0. */
  statementIndex: number;
  position?: Position;
  /** What to do next, in one sentence. */
  hint?: string;
  /** Names that the engine would have accepted in place of the unknown one. */
  candidates?: string[];
}

/** Carries a `PlaygroundError` through code that throws; never crosses a port itself. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(readonly detail: PlaygroundError) {
    super(detail.message);
  }
}

/** Builds a `QueryError` of Dabble's own. */
export function queryError(code: OwnErrorCode, message: string, hint?: string): QueryError {
  return new QueryError({ code, message, statementIndex: 0, ...(hint === undefined ? {} : { hint }) });
}

/** Turns anything thrown into an error that can cross: what is not a `QueryError` is our own fault and says so. */
export function toPlaygroundError(thrown: unknown, fallback: OwnErrorCode): PlaygroundError {
  if (thrown instanceof QueryError) return thrown.detail;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: fallback, message, statementIndex: 0 };
}

/** The position of a UTF-16 offset in `text`. Line ends are `\n`, `\r\n` and `\r`. */
export function positionAt(text: string, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < clamped; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { offset: clamped, line, column: clamped - lineStart + 1 };
}
