/**
 * What a playground shows by role and name, in the app, in a frame and as an element: public, for selectors of your own. There are no
 * test ids: everything that can be used has a role and a name.
 */
export const names = {
  /** Role `region`; an element with a label has that. */
  region: 'SQL playground',
  /** Role `textbox`. */
  editor: 'SQL editor',
  /** Role `button`; while something runs it is `cancel`. */
  run: 'Run',
  cancel: 'Cancel',
  /** Role `grid`. */
  grid: 'Query result',
  /** Role `tablist`, with a `tab` for each statement. */
  tabs: 'Results',
  /** Role `tree`. */
  catalog: 'Catalog',
  /** Role `region`, once a cell has been opened. */
  inspector: 'Inspector',
} as const;

/** Attributes of the app's region, and of the element itself, that say what is going on. */
export const reflected = {
  /** `idle`, `loading`, `running`, `success`, `error` or `cancelled`. */
  state: 'data-state',
  /** Counts the runs. */
  run: 'data-run',
  /** Rows of the last run. */
  rows: 'data-rows',
  /** Its milliseconds. */
  ms: 'data-ms',
} as const;
