import { queryError } from '../protocol/error';
import type { QueryRequest } from '../protocol/query';

const ROLES = ['reader', 'author', 'admin'];
const ORIGINS = ['editor', 'embed', 'link', 'driver', 'catalog'];

/**
 * Holds a context against what a query can be: what crosses a port may be anything.
 *
 * @throws QueryError `INVALID_CONTEXT`
 */
export function checkRequest(request: QueryRequest, sessionId: string, open: ReadonlyMap<string, unknown>): void {
  if (request.sessionId !== sessionId) {
    throw queryError(
      'INVALID_CONTEXT',
      'The context belongs to another session than the one that is open.',
      'Build a new context with the session that ready() gives.',
    );
  }
  const wrong =
    typeof request.id !== 'string' || request.id === ''
      ? 'id'
      : typeof request.sql !== 'string'
        ? 'sql'
        : typeof request.namespace !== 'string'
          ? 'namespace'
          : !ROLES.includes(request.role)
            ? 'role'
            : !ORIGINS.includes(request.origin)
              ? 'origin'
              : !(request.timeoutMs >= 0)
                ? 'timeoutMs'
                : !isRowCount(request.maxRows)
                  ? 'maxRows'
                  : !isRowCount(request.maxBytes ?? 0)
                    ? 'maxBytes'
                    : !isParameters(request.params)
                      ? 'params'
                      : undefined;
  if (wrong !== undefined) {
    throw queryError('INVALID_CONTEXT', `The context's ${wrong} is missing or not one that a query can have.`);
  }
  if (open.has(request.id)) throw queryError('INVALID_CONTEXT', `The query ${request.id} is open already.`);
}

function isRowCount(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= 0);
}

function isParameters(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null);
}
