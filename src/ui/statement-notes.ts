import type { StatementNote } from '../editor/sql-editor';
import { countOf, formatDuration } from './amounts';
import type { RunView } from './run-view';

/**
 * What came of each statement of a run that has ended, in the words of the status line.
 *
 * @param text what the editor held
 * @param offset where in it what ran begins
 * @param isDemo whether it says nothing that differs from one time to the next
 */
export function statementNotes(
  { statements }: RunView,
  text: string,
  offset: number,
  isDemo: boolean,
): StatementNote[] {
  return statements.flatMap(({ store, error, isFinished, rowCount, elapsedMs }): StatementNote[] => {
    if (!store) return [];
    const start = offset + store.offset;
    const end = start + store.sql.length;
    // Behind what ends it.
    const range = { start, end: text[end] === ';' ? end + 1 : end };
    if (error) return [{ range, text: 'Failed', isError: true }];
    if (!isFinished) return [];
    const what = store.columns.length > 0 ? countOf(rowCount, 'row') : 'Done';
    return [{ range, text: isDemo ? what : `${what} in ${formatDuration(elapsedMs)}`, isError: false }];
  });
}
