import { queryError, type QueryError } from '../protocol/error';
import type { QueryRequest } from '../protocol/query';

const ROLES = ['reader', 'author', 'admin'];
const ORIGINS = ['editor', 'embed', 'link', 'driver', 'catalog'];

/** Why a context cannot be run here; undefined when it can. What crosses a port may be anything. */
export function checkRequest(
  request: QueryRequest,
  sessionId: string,
  open: ReadonlyMap<string, unknown>,
): QueryError | undefined {
  if (request.sessionId !== sessionId) {
    return queryError(
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
                : !(request.maxRows >= 0)
                  ? 'maxRows'
                  : undefined;
  if (wrong !== undefined) {
    return queryError('INVALID_CONTEXT', `The context's ${wrong} is missing or not one that a query can have.`);
  }
  if (open.has(request.id)) return queryError('INVALID_CONTEXT', `The query ${request.id} is open already.`);
  return undefined;
}
