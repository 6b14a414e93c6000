import type { CellPlace } from './grid-source';

/** What there is to move in: rows from −1, the header. */
export interface GridBounds {
  rows: number;
  columns: number;
  /** Rows that a page has. */
  page: number;
}

type Step = (from: CellPlace, bounds: GridBounds) => CellPlace;

const steps: Record<string, Step> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(0, row - page), column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Ctrl+ArrowUp': ({ column }) => ({ row: 0, column }),
  'Ctrl+ArrowDown': ({ column }, { rows }) => ({ row: rows - 1, column }),
  'Ctrl+ArrowLeft': ({ row }) => ({ row, column: 0 }),
  'Ctrl+ArrowRight': ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Ctrl+Home': () => ({ row: 0, column: 0 }),
  'Ctrl+End': (_from, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** Where a key leads, as in a spreadsheet; undefined for a key that leads nowhere. */
export function cellAfter(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  from: CellPlace,
  bounds: GridBounds,
): CellPlace | undefined {
  if (event.altKey) return undefined;
  const step = steps[event.ctrlKey || event.metaKey ? `Ctrl+${event.key}` : event.key];
  if (!step) return undefined;
  const { row, column } = step(from, bounds);
  return { row: clamp(row, -1, bounds.rows - 1), column: clamp(column, 0, bounds.columns - 1) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
