import type { SessionSnapshot } from '../client/session-snapshot';
import { countOf, formatBytes, formatCount, formatDuration } from './amounts';
import { isActive, totalRows, type RunView } from './run-view';

/**
 * The one line that says what happened last. Changes seldom enough to be read out.
 *
 * @param isDemo whether it says nothing that differs from one time to the next
 */
export function statusLine(session: SessionSnapshot, run: RunView, isDemo: boolean): string {
  const isGone = session.state === 'opening' || session.state === 'lost';
  return run.phase === 'none' || (isGone && !isActive(run)) ? sessionLine(session) : runLine(run, isDemo);
}

/** What became of a run; empty before the first. */
export function runLine(run: RunView, isDemo: boolean): string {
  switch (run.phase) {
    case 'waiting':
      return 'Waiting for the engine…';
    case 'fetching':
      return 'Fetching data…';
    case 'running':
      return runningLine(run, isDemo);
    case 'succeeded': {
      const rows = countOf(totalRows(run), 'row');
      const result = isDemo ? rows : `${rows} in ${formatDuration(run.elapsedMs)}`;
      return run.statements.length > 1 ? `${countOf(run.statements.length, 'statement')}, ${result}` : result;
    }
    case 'cancelled':
      return isDemo ? 'Cancelled' : `Cancelled after ${formatDuration(run.elapsedMs)}`;
    case 'failed':
      // What failed is an alert of its own, and is not to be heard twice.
      return !isDemo && run.elapsedMs > 0 ? `Failed after ${formatDuration(run.elapsedMs)}` : 'Failed';
    case 'none':
      return '';
    default:
      return run.phase satisfies never;
  }
}

/** Every so many milliseconds a long run is told of anew. */
const TOLD_EVERY_MS = 10_000;

function runningLine({ isStopping, isFollowed, queue, elapsedMs }: RunView, isDemo: boolean): string {
  if (isStopping) return isFollowed ? 'Cancelling, then running…' : 'Cancelling…';
  if (queue) return queue.count === 1 ? 'Waiting for one query' : `Waiting for ${formatCount(queue.count)} queries`;
  if (isDemo || elapsedMs < TOLD_EVERY_MS) return 'Running…';
  return `Still running after ${formatDuration(elapsedMs - (elapsedMs % TOLD_EVERY_MS))}`;
}

function sessionLine({ state, info, error }: SessionSnapshot): string {
  if (state === 'opening') return 'Opening the session…';
  if (state === 'lost') return `Failed: ${error?.code ?? 'SESSION_LOST'}`;
  return info ? `Ready · DuckDB ${info.engineVersion}` : 'Ready';
}

/** What opening is busy with, and how much of it is done: 0 to 1, or undefined where nobody knows, or a demo does not say. */
export function openingStep(
  { progress }: SessionSnapshot,
  isDemo: boolean,
): { label: string; share: number | undefined } {
  switch (progress?.phase) {
    case undefined:
      return { label: 'Starting the worker', share: undefined };
    case 'engine': {
      if (isDemo) return { label: 'Loading the engine', share: undefined };
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
