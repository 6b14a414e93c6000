type Step = (row: number, column: number, rows: number, columns: number) => [row: number, column: number];

const PAGE = 20;

const steps: Record<string, Step> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  PageUp: (row, column) => [row - PAGE, column],
  PageDown: (row, column) => [row + PAGE, column],
  Home: (row) => [row, 0],
  End: (row, _column, _rows, columns) => [row, columns - 1],
  'Ctrl+Home': () => [0, 0],
  'Ctrl+End': (_row, _column, rows, columns) => [rows - 1, columns - 1],
};

/** Arrow keys over a table's cells, header included. One cell at a time is in the Tab order; in the markup, the first. */
export function gridNavigation(table: HTMLTableElement): () => void {
  const onFocusIn = ({ target }: FocusEvent): void => {
    const cell = cellOf(target);
    if (!cell) return;
    for (const other of table.querySelectorAll<HTMLElement>('[tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
  };
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.altKey || event.shiftKey || event.metaKey) return;
    const step = steps[event.ctrlKey ? `Ctrl+${event.key}` : event.key];
    const cell = cellOf(event.target);
    const from = cell?.closest('tr');
    if (!step || !cell || !from) return;
    event.preventDefault();
    const { rows } = table;
    const [row, column] = step(from.rowIndex, cell.cellIndex, rows.length, from.cells.length);
    const next = rows[clamp(row, rows.length)]?.cells[clamp(column, from.cells.length)];
    next?.focus();
  };
  table.addEventListener('focusin', onFocusIn);
  table.addEventListener('keydown', onKeydown);
  return () => {
    table.removeEventListener('focusin', onFocusIn);
    table.removeEventListener('keydown', onKeydown);
  };
}

function cellOf(target: EventTarget | null): HTMLTableCellElement | null {
  return target instanceof Element ? target.closest<HTMLTableCellElement>('td, th') : null;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
