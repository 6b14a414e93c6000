import { copyText, type CopyFormat } from '../../results/copy-text';
import type { ResultTab } from './result-tab.svelte';

/** More is for an export: the clipboard and whatever it is pasted into would choke. */
const MOST_CELLS = 2_000_000;

/**
 * Copies what is selected, or everything where `isAll`.
 *
 * @returns what was done, in words.
 * @throws Error in words for whoever copies.
 */
export async function copyCells(
  tab: ResultTab,
  format: CopyFormat,
  hasHeader: boolean,
  isAll: boolean,
): Promise<string> {
  const { rows, selection, layout, store } = tab;
  const columns = isAll || selection.columns.length === 0 ? layout.order : selection.columns;
  const { from, to } = isAll ? { from: 0, to: rows.rowCount } : selection.rows;
  const rowCount = Math.max(0, Math.min(to, rows.rowCount) - from);
  if (rowCount * columns.length > MOST_CELLS) {
    throw new Error(`That is more than the clipboard takes: ${rowCount * columns.length} cells. Export a file.`);
  }
  const columnOf = (column: number): number => columns[column] ?? 0;
  const text = copyText(
    format,
    {
      columns: columns.flatMap((column) => store.columns[column] ?? []),
      rowCount,
      text: (row, column) => rows.text(from + row, columnOf(column)),
      value: (row, column) =>
        rows.value(from + row, columnOf(column)) ?? { kind: 'null', type: { kind: 'NULL', name: '"NULL"' } },
    },
    hasHeader,
  );
  await navigator.clipboard.writeText(text);
  const cells = rowCount * columns.length;
  return cells === 1 ? 'Copied the cell' : `Copied ${rowCount} × ${columns.length} cells`;
}
