/** How a result is to be seen: its order, and which of its rows. Columns are named by their place in the result. */
export interface ViewRequest {
  /** The first key decides first. */
  sort: readonly SortKey[];
  /** All of them hold. */
  conditions: readonly Condition[];
  /** Text that some column's text contains, in upper or lower case. Empty: rows are not searched. */
  search: string;
}

/** NULLs come last in either direction. */
export interface SortKey {
  column: number;
  descending: boolean;
}

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  /** `value` is text that the engine makes a value of the column's type of. */
  | { column: number; kind: 'compare'; operator: CompareOperator; value: string }
  | { column: number; kind: 'between'; from: string; to: string }
  /** About the value's text; only `regex` tells upper from lower case. */
  | { column: number; kind: 'contains' | 'starts' | 'ends' | 'regex'; text: string; isNegated: boolean }
  | { column: number; kind: 'null'; isNegated: boolean }
  /** Picked values, by their text. */
  | { column: number; kind: 'values'; values: readonly (string | null)[]; isNegated: boolean };

export const noRequest: ViewRequest = { sort: [], conditions: [], search: '' };

export function isPlain({ sort, conditions, search }: ViewRequest): boolean {
  return sort.length === 0 && conditions.length === 0 && search === '';
}

/**
 * The sort after a click on a column: ascending, then descending, then none. `isAdded` keeps the other keys, in their order; else
 * the column is the only one.
 */
export function sortAfter(sort: readonly SortKey[], column: number, isAdded: boolean): SortKey[] {
  const own = sort.find((key) => key.column === column);
  const next = own?.descending ? [] : [{ column, descending: own !== undefined }];
  if (!isAdded) return next;
  return own ? sort.flatMap((key) => (key === own ? next : [key])) : [...sort, ...next];
}
