import type { ColumnAxis } from './column-axis';
import type { GridColumn } from './grid-source';

/** A column as it is drawn. */
export interface ShownColumn extends GridColumn {
  /** Its place in the result. */
  column: number;
  /** Its place among those that are shown. */
  place: number;
  /** Pixels from the grid's left edge. */
  x: number;
  width: number;
  isPinned: boolean;
}

export interface ColumnsInView {
  columns: readonly GridColumn[];
  /** Columns that are shown, pinned ones first. */
  order: readonly number[];
  axis: ColumnAxis;
  pinnedCount: number;
  /** Pixels that the row numbers take. */
  gutter: number;
  /** Pixels that are scrolled out of view. */
  left: number;
  viewWidth: number;
  /** Is drawn wherever it is: it has the focus. */
  focused: number;
}

/** The columns to draw: those that are pinned, those in view, and the one that has the focus. */
export function shownColumns({
  columns,
  order,
  axis,
  pinnedCount,
  gutter,
  left,
  viewWidth,
  focused,
}: ColumnsInView): ShownColumn[] {
  const pinnedWidth = axis.start(pinnedCount);
  const { from, end } = axis.window(left + pinnedWidth, left + viewWidth - gutter, pinnedCount);
  const places = new Set([focused]);
  for (let place = 0; place < pinnedCount; place++) places.add(place);
  for (let place = from; place < end; place++) places.add(place);
  return [...places]
    .filter((place) => place < order.length)
    .sort((a, b) => a - b)
    .map((place) => {
      const column = order[place] ?? 0;
      const isPinned = place < pinnedCount;
      return {
        ...(columns[column] ?? { name: '', type: '', isNumber: false }),
        column,
        place,
        x: gutter + axis.start(place) - (isPinned ? 0 : left),
        width: axis.widthOf(place),
        isPinned,
      };
    });
}
