import { markdownHeader, markdownRow } from '../../results/export/markdown';
import type { RunView } from '../../ui/run-view';

/** The rows of a run's last result that are held, as a table in Markdown; undefined where there is none. */
export function markdownOf({ statements }: RunView): string | undefined {
  const store = statements.findLast((statement) => (statement.store?.columns.length ?? 0) > 0)?.store;
  if (!store) return undefined;
  const rows = Array.from({ length: store.heldRows }, (_, row) => markdownRow(store.row(row)));
  return [markdownHeader(store.columns), ...rows].join('');
}
