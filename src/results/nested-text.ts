/** Texts of values made of values. */

/** A part's text as it stands inside the whole: `NULL` for NULL, quoted where it could be taken for something else. */
export type PartText = (row: number) => string;

export const NULL_TEXT = 'NULL';

/** @param limit stops after as many characters, in the middle of the value. */
export function listText(part: PartText, first: number, size: number, limit = Number.POSITIVE_INFINITY): string {
  let text = '[';
  for (let i = 0; i < size && text.length <= limit; i++) text += (i === 0 ? '' : ', ') + part(first + i);
  return text + ']';
}

/** @param limit as `listText`'s. */
export function mapText(
  key: PartText,
  value: PartText,
  first: number,
  size: number,
  limit = Number.POSITIVE_INFINITY,
): string {
  let text = '{';
  for (let i = first; i < first + size && text.length <= limit; i++)
    text += `${i === first ? '' : ', '}${key(i)}=${value(i)}`;
  return text + '}';
}

/** Says how to write a STRUCT of such fields; without names (`ROW(1, 2)`) it is a tuple. */
export function structText(names: readonly string[], parts: readonly PartText[]): PartText {
  const isTuple = names.every((name) => name === '');
  const labels = names.map((name) => (isTuple ? '' : `${quote(name)}: `));
  const [open, close] = isTuple ? ['(', ')'] : ['{', '}'];
  return (row) => {
    let text = open;
    for (const [i, part] of parts.entries()) text += `${i === 0 ? '' : ', '}${labels[i] ?? ''}${part(row)}`;
    return text + close;
  };
}

/** Empty, `null`, space (of ASCII) at an end, or a character that the syntax of nested values needs. */
const NEEDS_QUOTES = /^$|^null$|^[ \t-\r]|[ \t-\r]$|["'(),:=[\]{}]/i;

export function quoteWhereNeeded(text: string): string {
  return NEEDS_QUOTES.test(text) ? quote(text) : text;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
