import type { QueryResult } from '../client/query-result';
import { queryError } from '../protocol/error';

/** How a run ends whose scripts did not come, or were not waited for. */
export function endedEarly(thrown: unknown, isStopped: boolean): QueryResult {
  return isStopped ? cancelledEarly() : scriptsMissing(thrown);
}

function cancelledEarly(): QueryResult {
  const { detail } = queryError('CANCELLED', 'The query was cancelled before it began.');
  return { queryId: '', status: 'cancelled', statements: [], elapsedMs: 0, error: detail };
}

function scriptsMissing(thrown: unknown): QueryResult {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const { detail } = queryError(
    'SESSION_FAILED',
    `The playground's scripts could not be loaded: ${message}`,
    "Check that all files of the build lie beside embed.js, that their server lets this page read them (Access-Control-Allow-Origin), and that the page's policy allows them (script-src).",
  );
  return { queryId: '', status: 'failed', statements: [], elapsedMs: 0, error: detail };
}

/** What the status says of it. */
export function endLine({ status, error }: QueryResult): string {
  if (status === 'cancelled') return 'Cancelled';
  return error ? `Failed: ${error.code}. ${error.message} ${error.hint ?? ''}` : 'Failed';
}
