import { columnWidth } from '../grid/column-width';
import type { MenuItem } from '../popover/menu-item';
import type { ResultTab } from './result-tab.svelte';

/** Rows above and below that a column's width is fitted to. */
const FITTED_ROWS = 500;

/** What can be done with a column, or with all. */
export function columnMenu(tab: ResultTab, column: number, onfilter: () => void): (MenuItem | null)[] {
  const { layout, request } = tab;
  const key = request.sort.find((own) => own.column === column);
  const others = request.sort.filter((own) => own.column !== column);
  const sortBy = (descending: boolean) => (): void => {
    tab.apply({ ...request, sort: [{ column, descending }] });
  };
  const isPinned = layout.isPinned(column);
  return [
    { label: 'Sort ascending', isChecked: key?.descending === false, onchoose: sortBy(false) },
    { label: 'Sort descending', isChecked: key?.descending === true, onchoose: sortBy(true) },
    ...(others.length > 0 && !key
      ? [
          {
            label: 'Add to the sort',
            note: 'Shift+Enter',
            onchoose: () => {
              tab.sortBy(column, true);
            },
          },
        ]
      : []),
    ...(key
      ? [
          {
            label: 'Do not sort by it',
            onchoose: () => {
              tab.apply({ ...request, sort: others });
            },
          },
        ]
      : []),
    { label: 'Filter…', isChecked: request.conditions.some((own) => own.column === column), onchoose: onfilter },
    null,
    {
      label: isPinned ? 'Unpin' : 'Pin to the left',
      onchoose: () => {
        if (isPinned) layout.unpin(column);
        else layout.pin(column);
      },
    },
    {
      label: 'Fit the width',
      onchoose: () => {
        const { rows, store, focus } = tab;
        const columns = store.columns.map(({ name, type }) => ({ name, type: type.name, isNumber: false }));
        // Around where the reader is.
        const from = Math.max(0, focus.row - FITTED_ROWS);
        const to = Math.min(rows.rowCount, from + 2 * FITTED_ROWS);
        layout.fit(column, columnWidth({ columns, text: rows.text }, column, from, to));
      },
    },
    {
      label: 'Hide',
      isDisabled: layout.order.length <= 1,
      onchoose: () => {
        layout.hide(column);
      },
    },
    {
      label: 'Show all columns',
      note: layout.hiddenCount > 0 ? `${layout.hiddenCount} hidden` : undefined,
      isDisabled: layout.hiddenCount === 0,
      onchoose: () => {
        layout.showAll();
      },
    },
  ];
}
