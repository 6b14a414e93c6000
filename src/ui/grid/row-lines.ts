import type { GridSource } from './grid-source';

/** Results of few rows and columns, such as plans, show all lines of their texts. */
const FEW_ROWS = 4;
const FEW_COLUMNS = 2;
const MOST_TEXT = 40_000;

/** Lines that a row is tall: one, but for a result that is one large text. */
export function textLines({ columns, text }: GridSource, rowCount: number): number {
  if (rowCount > FEW_ROWS || columns.length > FEW_COLUMNS) return 1;
  let most = 1;
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columns.length; column++) {
      most = Math.max(most, (text(row, column, MOST_TEXT) ?? '').slice(0, MOST_TEXT).split('\n').length);
    }
  }
  return most;
}
