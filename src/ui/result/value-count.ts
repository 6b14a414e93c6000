/** A value of a column, as text, and how often it is there. */
export interface ValueCount {
  value: string | null;
  count: number;
}
