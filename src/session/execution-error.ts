import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { QueryRequest } from '../protocol/query';

/** After a trap in the wasm: nothing in there can be trusted any more. */
export function trapError(thrown: unknown, statementIndex: number): PlaygroundError {
  return {
    code: 'SESSION_LOST',
    message: `The engine stopped in the middle of this statement: ${toPlaygroundError(thrown, 'SESSION_LOST').message}`,
    statementIndex,
    hint: 'A new session takes over. On a TIMESTAMP WITH TIME ZONE such as now(), date_trunc, extract and age stop this engine: cast it to TIMESTAMP first.',
  };
}

/** After an error of the engine's own, from which on it refuses everything. */
export function engineStopped(error: PlaygroundError): PlaygroundError {
  return {
    code: 'SESSION_LOST',
    message: `The engine stopped after an error of its own: ${error.message}`,
    statementIndex: 0,
    hint: 'A new session takes over, and gets back what it can.',
  };
}

/** For a query about a result that was made before. @throws QueryError `DATA_CHANGED` */
export function checkGeneration({ generation }: QueryRequest, current: number): void {
  if (generation === undefined || generation === current) return;
  throw queryError('DATA_CHANGED', 'The data may have changed since the result was made.', 'Run the statement again.');
}
