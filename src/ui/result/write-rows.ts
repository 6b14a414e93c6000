import type { WriteRows } from '../../client/result-relation';
import { csvRow } from '../../results/export/csv';

const PART_LENGTH = 1024 * 1024;
/** Of the page's time, in milliseconds; then the page gets its turn. */
const SLICE_MS = 8;

/** Writes a statement's rows as CSV, a little at a time: the page stays alive. */
export const writeRows: WriteRows = async (statement, signal) => {
  const parts: Blob[] = [];
  let part = '';
  let startedAt = performance.now();
  for (let row = 0; row < statement.heldRows; row++) {
    part += csvRow(statement.row(row), ',');
    if (part.length >= PART_LENGTH) {
      parts.push(new Blob([part]));
      part = '';
    }
    if (performance.now() - startedAt > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      startedAt = performance.now();
    }
  }
  return new Blob([...parts, part]);
};
