import { readQueries, type QueryTree } from './query-tree';
import type { Item } from './select-items';
import { statementsOf } from './statements';
import type { TextRange } from './text-range';
import { TokenView } from './token-view';

/** `*` or `t.*` of a SELECT list, with what is left out or changed of it. */
export interface Star extends TextRange {
  /** What stands before the star's dot, as it is written. */
  readonly qualifier: string | undefined;
  /** New names of columns by their old ones, in lower case, as they are written: `{ name, text }` of `RENAME (name AS text)`. */
  readonly renamed: readonly StarColumn[];
  /** Expressions of `REPLACE (text AS name)`. */
  readonly replaced: readonly StarColumn[];
  /** The blanks before it where it begins its line. */
  readonly indent: string | undefined;
}

export interface StarColumn {
  /** Of the column as the star's query has it, without quotes. */
  readonly name: string;
  /** What stands in the text for it. */
  readonly text: string;
}

/** Why something cannot be written out, as a sentence for the visitor. */
export interface StarRefusal {
  readonly refusal: string;
}

/** @internal A star and where it is. */
export interface StarPlace {
  tree: QueryTree;
  item: Item;
}

/** The star at an offset; undefined where there is none. */
export function starAt(text: string, offset: number): Star | StarRefusal | undefined {
  const place = starPlace(text, offset);
  return place && readStar(place.tree.view, place.item);
}

/** @internal */
export function starPlace(text: string, offset: number): StarPlace | undefined {
  const statement = statementsOf(text).find(({ start, end }) => start <= offset && offset <= end);
  if (!statement) return undefined;
  const view = new TokenView(text, statement.tokens);
  const tree = readQueries(view);
  for (const { blocks } of [tree.root, ...tree.queries.values()]) {
    for (const item of blocks.flatMap((block) => block.items)) {
      if (item.star === undefined || tree.clauseAt[item.star]?.kind !== 'select') continue;
      if (view.range(item.start).start <= offset && offset <= view.range(item.end - 1).end) return { tree, item };
    }
  }
  return undefined;
}

function readStar(view: TokenView, { start, end, star = start }: Item): Star | StarRefusal {
  const renamed: StarColumn[] = [];
  const replaced: StarColumn[] = [];
  const unknown = { refusal: 'Only a star with EXCLUDE, REPLACE and RENAME can be written out as a list of columns.' };
  if (view.word(star) !== '*') return unknown;
  for (let i = star + 1; i < end;) {
    const word = view.word(i++);
    if (word !== 'exclude' && word !== 'replace' && word !== 'rename') return unknown;
    const isList = view.word(i) === '(';
    if (isList && view.closing(i) >= end) return unknown;
    const after = isList ? view.next(i) : endOfOne(view, i, end, word);
    const parts = isList ? view.split(i + 1, after - 1) : [{ start: i, end: after }];
    if (word !== 'exclude') {
      for (const part of parts) {
        const last = part.end - 1;
        if (last - 2 < part.start || view.word(last - 1) !== 'as' || !view.isName(last)) return unknown;
        const text = textOf(view, part.start, last - 1);
        if (word === 'replace') replaced.push({ name: view.name(last), text });
        else renamed.push({ name: view.name(last), text });
      }
    }
    i = after;
  }
  const range = { start: view.range(start).start, end: view.range(end - 1).end };
  const line = /[^\r\n]*$/.exec(view.text.slice(0, range.start))?.[0] ?? '';
  const qualifier = star === start ? undefined : textOf(view, start, star - 1);
  return { ...range, qualifier, renamed, replaced, indent: line.trim() === '' ? line : undefined };
}

/** Without brackets there is one column, or one expression with its name. */
function endOfOne(view: TokenView, start: number, end: number, word: string): number {
  if (word === 'exclude') return Math.min(end, (view.path(start).at(-1) ?? start) + 1);
  for (let i = start; i < end; i = view.next(i)) if (view.word(i) === 'as') return Math.min(end, i + 2);
  return end;
}

function textOf(view: TokenView, start: number, end: number): string {
  return view.text.slice(view.range(start).start, view.range(end - 1).end);
}
