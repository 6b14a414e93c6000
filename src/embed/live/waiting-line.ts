import { formatCount } from '../../ui/amounts';
import type { RunView } from '../../ui/run-view';

/** Every so many seconds it is said how long it has been: often enough to be believed, seldom enough to be read out. */
const TOLD_EVERY_S = 5;

interface EmbeddedRun {
  /** Undefined before it has reached the session. */
  readonly queryId: string | undefined;
  readonly host: { readonly element: HTMLElement };
}

/** Those of the page that are under way. */
export const runs = new Set<EmbeddedRun>();

/**
 * What the status says of a run that waits for others of its namespace; undefined where it does not wait.
 *
 * @param isDemo whether it says nothing of how long
 */
export function waitingLine({ queue, isStopping, elapsedMs }: RunView, isDemo: boolean): string | undefined {
  if (!queue || isStopping) return undefined;
  const more = queue.count > 1 ? ` and ${formatCount(queue.count - 1)} more` : '';
  const seconds = Math.floor(elapsedMs / 1000 / TOLD_EVERY_S) * TOLD_EVERY_S;
  const soFar = seconds > 0 && !isDemo ? `, for ${seconds} s by now` : '';
  return `Waiting for ${holderOf(queue.queryId)}${more}${soFar}`;
}

function holderOf(queryId: string): string {
  const holder = [...runs].find((run) => run.queryId === queryId);
  // What checks an exercise is nobody's run.
  if (!holder) return 'one query';
  const label = holder.host.element.getAttribute('label')?.trim() ?? '';
  return label === '' ? 'another playground' : `“${label}”`;
}
