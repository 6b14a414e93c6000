import { trimBlock } from '../../content';
import type { Solution } from './verdict';

/** What the markup of an exercise holds. */
export interface ExerciseContent {
  /** SQL to run, or rows that were written by hand. */
  expected: { sql: string } | Solution;
  isOrdered: boolean;
  hints: readonly string[];
}

/** Undefined where a playground expects nothing. */
export function readExercise(element: HTMLElement): ExerciseContent | undefined {
  const given = element.dataset.expect ? element : element.querySelector<HTMLElement>('[data-expect]');
  if (!given) return undefined;
  const isOrdered = given.dataset.ordered !== undefined && given.dataset.ordered !== 'false';
  const hints = [element, ...element.querySelectorAll<HTMLElement>('[data-hint]')].map((hint) => textOf(hint, 'hint'));
  const expected = given instanceof HTMLTableElement ? readTable(given, isOrdered) : { sql: textOf(given, 'expect') };
  return { expected, isOrdered, hints: hints.filter((hint) => hint !== '') };
}

/** The attribute's own text, or that of its element; the playground's is not what it expects. */
function textOf(element: HTMLElement, name: 'expect' | 'hint'): string {
  const said = element.dataset[name];
  if (said) return trimBlock(said);
  if (element.matches('sql-playground')) return '';
  return trimBlock(element instanceof HTMLTemplateElement ? element.content.textContent : element.textContent);
}

/** Its first row names the columns, if it is of `<th>`. */
function readTable(table: HTMLTableElement, isOrdered: boolean): Solution {
  const lines = [...table.rows];
  const [first] = lines;
  const hasNames = first !== undefined && [...first.cells].every((cell) => cell.tagName === 'TH');
  const rows = lines.slice(hasNames ? 1 : 0).map(({ cells }) => [...cells].map((cell) => cell.textContent.trim()));
  const columns = [...(first?.cells ?? [])].map((cell, column) => ({
    name: hasNames ? cell.textContent.trim() : `column ${column + 1}`,
    type: '',
  }));
  return { columns, rows, rowCount: rows.length, isOrdered, isHandWritten: true };
}
