import { expect, test } from 'vitest';
import { ColumnAxis } from './column-axis';
import { columnWidths } from './column-width';
import { GridCursor } from './grid-cursor.svelte';
import { cellAfter } from './grid-keys';
import { GridLayout } from './grid-layout.svelte';
import type { GridSource } from './grid-source';
import { textLines } from './row-lines';
import { shownColumns } from './shown-columns';

const source = (names: string[], text: GridSource['text']): GridSource => ({
  columns: names.map((name) => ({ name, type: 'INTEGER', isNumber: true })),
  text,
});

test('columns stand beside each other, and are found by their place', () => {
  const axis = new ColumnAxis([10, 20, 30]);
  expect([axis.width, axis.start(2), axis.widthOf(1)]).toEqual([60, 30, 20]);
  expect([-5, 0, 9, 10, 29, 30, 100].map((x) => axis.at(x))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  expect(axis.window(12, 31)).toEqual({ from: 1, end: 3 });
  expect(axis.window(12, 31, 2)).toEqual({ from: 2, end: 3 });
  expect(new ColumnAxis([]).window(0, 100)).toEqual({ from: 0, end: 0 });
});

test('drawn are the pinned columns, those in view, and the one with the focus', () => {
  const axis = new ColumnAxis(Array.from({ length: 100 }, () => 50));
  const order = Array.from({ length: 100 }, (_, i) => 99 - i);
  const names = source(
    Array.from({ length: 100 }, (_, i) => `c${i}`),
    () => null,
  ).columns;
  const shown = shownColumns({
    columns: names,
    order,
    axis,
    pinnedCount: 1,
    gutter: 40,
    left: 1000,
    viewWidth: 240,
    focused: 90,
  });
  expect(shown.map(({ place }) => place)).toEqual([0, 21, 22, 23, 24, 90]);
  expect(shown[0]).toMatchObject({ column: 99, name: 'c99', x: 40, width: 50, isPinned: true });
  expect(shown[1]).toMatchObject({ column: 78, x: 40 + 21 * 50 - 1000, isPinned: false });
});

test('columns are hidden, pinned, moved and shown again', () => {
  const layout = new GridLayout(5);
  layout.hide(2);
  expect(layout.order).toEqual([0, 1, 3, 4]);
  layout.pin(4);
  expect([layout.order, layout.pinnedCount]).toEqual([[4, 0, 1, 3], 1]);
  layout.move(4, 3);
  expect(layout.order).toEqual([4, 0, 1, 3]);
  layout.move(3, 0);
  expect(layout.order).toEqual([4, 3, 0, 1]);
  layout.showAll();
  expect(layout.order).toEqual([4, 3, 0, 1, 2]);
  layout.unpin(4);
  expect([layout.order, layout.pinnedCount]).toEqual([[4, 3, 0, 1, 2], 0]);
  for (const column of [0, 1, 2, 3, 4]) layout.hide(column);
  expect(layout.order).toEqual([4]);
});

test('a pinned column that is hidden is no longer pinned', () => {
  const layout = new GridLayout(3);
  layout.pin(1);
  layout.hide(1);
  layout.showAll();
  expect([layout.order, layout.pinnedCount]).toEqual([[0, 1, 2], 0]);
});

test('a selection follows the layout, and rows that come and go', () => {
  const layout = new GridLayout(4);
  const cursor = new GridCursor(layout);
  cursor.rowCount = 10;
  layout.hide(1);
  cursor.moveTo({ row: 2, column: 0 });
  cursor.extendTo({ row: 4, column: 1 });
  expect(cursor.selection).toEqual({ rows: { from: 2, to: 5 }, columns: [0, 2] });
  cursor.widen('rows');
  expect(cursor.selection).toEqual({ rows: { from: 2, to: 5 }, columns: [0, 2, 3] });
  cursor.widen('columns');
  expect(cursor.selection).toEqual({ rows: { from: 0, to: 10 }, columns: [0, 2] });
  cursor.selectAll();
  expect(cursor.selection).toEqual({ rows: { from: 0, to: 10 }, columns: [0, 2, 3] });
  cursor.collapse();
  expect([cursor.hasRange, cursor.focus]).toEqual([false, { row: 4, column: 1 }]);
  cursor.rowCount = 2;
  expect(cursor.focus.row).toBe(1);
  cursor.rowCount = 0;
  expect(cursor.focus.row).toBe(-1);
});

test('keys lead no further than the cells go', () => {
  const bounds = { rows: 100, columns: 3, page: 10 };
  const after = (key: string, row: number, column: number, ctrlKey = false) =>
    cellAfter({ key, ctrlKey, metaKey: false, altKey: false }, { row, column }, bounds);
  expect(after('ArrowUp', -1, 0)).toEqual({ row: -1, column: 0 });
  expect(after('PageDown', 95, 0)).toEqual({ row: 99, column: 0 });
  expect(after('PageUp', 5, 0)).toEqual({ row: 0, column: 0 });
  expect(after('ArrowRight', 0, 2)).toEqual({ row: 0, column: 2 });
  expect(after('ArrowDown', 5, 1, true)).toEqual({ row: 99, column: 1 });
  expect(after('x', 5, 1)).toBeUndefined();
});

test('widths look at names, types and the first rows, less where columns are many', () => {
  let asked = 0;
  const long = source(['a', 'a long name of a column'], (row) => {
    asked++;
    return row === 99 ? 'x'.repeat(30) : null;
  });
  expect(columnWidths(long, 1000)).toEqual([30, 30]);
  // A type, and the arrow of a sorted column before it.
  expect(columnWidths(long, 10)).toEqual(['VARCHAR'.length + 2, 23]);
  asked = 0;
  columnWidths(
    { ...long, columns: Array.from({ length: 4096 }, () => ({ name: '', type: '', isNumber: false })) },
    1000,
  );
  expect(asked).toBeLessThan(20_000);
});

test('only a small result shows all lines of its texts', () => {
  const plan = source(['key', 'plan'], () => 'a\nb\nc');
  expect([textLines(plan, 1), textLines(plan, 5)]).toEqual([3, 1]);
  expect(
    textLines(
      source(['a', 'b', 'c'], () => 'a\nb'),
      1,
    ),
  ).toBe(1);
});
