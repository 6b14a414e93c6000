import type { SessionSnapshot } from '../client/session-snapshot';
import { countOf, formatBytes, formatCount, formatDuration } from './amounts';
import { isActive, totalRows, type RunView } from './run-view';

/** The one line that says what happened last. Changes seldom enough to be read out. */
export function statusLine(session: SessionSnapshot, run: RunView): string {
  const isGone = session.state === 'opening' || session.state === 'lost';
  return run.phase === 'none' || (isGone && !isActive(run)) ? sessionLine(session) : runLine(run);
}

/** What became of a run; empty before the first. */
export function runLine(run: RunView): string {
  switch (run.phase) {
    case 'waiting':
      return 'Waiting for the engine…';
    case 'fetching':
      return 'Fetching data…';
    case 'running':
      return runningLine(run);
    case 'succeeded': {
      const result = `${countOf(totalRows(run), 'row')} in ${formatDuration(run.elapsedMs)}`;
      return run.statements.length > 1 ? `${countOf(run.statements.length, 'statement')}, ${result}` : result;
    }
    case 'cancelled':
      return `Cancelled after ${formatDuration(run.elapsedMs)}`;
    case 'failed':
      // What failed is an alert of its own, and is not to be heard twice.
      return run.elapsedMs > 0 ? `Failed after ${formatDuration(run.elapsedMs)}` : 'Failed';
    case 'none':
      return '';
    default:
      return run.phase satisfies never;
  }
}

/** Every so many milliseconds a long run is told of anew. */
const TOLD_EVERY_MS = 10_000;

function runningLine({ isStopping, queue, elapsedMs }: RunView): string {
  if (isStopping) return 'Cancelling…';
  if (queue) return queue.count === 1 ? 'Waiting for one query' : `Waiting for ${formatCount(queue.count)} queries`;
  if (elapsedMs < TOLD_EVERY_MS) return 'Running…';
  return `Still running after ${formatDuration(elapsedMs - (elapsedMs % TOLD_EVERY_MS))}`;
}

function sessionLine({ state, info, error }: SessionSnapshot): string {
  if (state === 'opening') return 'Opening the session…';
  if (state === 'lost') return `Failed: ${error?.code ?? 'SESSION_LOST'}`;
  return info ? `Ready · DuckDB ${info.engineVersion}` : 'Ready';
}

/** What opening is busy with, and how much of it is done: 0 to 1, or undefined where nobody knows. */
export function openingStep({ progress }: SessionSnapshot): { label: string; share: number | undefined } {
  switch (progress?.phase) {
    case undefined:
      return { label: 'Starting the worker', share: undefined };
    case 'engine': {
      const { loadedBytes, totalBytes } = progress;
      const label = `Loading the engine: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}`;
      return { label, share: totalBytes > 0 ? loadedBytes / totalBytes : undefined };
    }
    case 'compile':
      return { label: 'Compiling the engine', share: undefined };
    case 'session':
      return { label: 'Opening the session', share: undefined };
    default:
      return progress satisfies never;
  }
}
