import { nameOf } from './quoting';
import type { Token } from './tokens';
import { listOf } from './word-lists';

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const queryWords = listOf('SELECT, WITH, FROM, VALUES, PIVOT, UNPIVOT, DESCRIBE, SHOW, SUMMARIZE');

/** Words before a bracket that call nothing. */
const notFunctions = new Set(
  listOf(`
  IN, EXISTS, VALUES, OVER, AS, ON, USING, AND, OR, NOT, FROM, JOIN, WHERE, SELECT, BY, EXCLUDE, REPLACE, RENAME,
  FILTER, WHEN, THEN, ELSE, CASE, ANY, ALL, SOME, UNION, EXCEPT, INTERSECT, LIMIT, OFFSET, HAVING, QUALIFY, LIKE,
  ILIKE, BETWEEN, IS, SET, LATERAL, DISTINCT, WITH, MATERIALIZED, PIVOT, UNPIVOT, CONFLICT, INSERT, KEY, UNIQUE,
  CHECK, COPY, TO, GROUP
`),
);

/** Functions whose arguments the grammar separates by FROM. */
const fromFunctions = ['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY', 'POSITION'];

/** Words that no brackets but those around a query hold, so that others must have been left open before them. */
const clauseWords = ['FROM', 'WHERE', 'HAVING', 'QUALIFY'];

/** Deeper than anyone writes, so that a text of nothing but brackets costs little. */
const MAX_BRACKETS = 16;

/** A statement's tokens by index, and which bracket belongs to which. Asking beyond either end is allowed and finds nothing. */
export class TokenList {
  readonly #partners = new Map<number, number>();
  /** Brackets that nothing closes: their partner is the first token behind what they hold. */
  readonly #unclosed = new Set<number>();
  readonly #words: string[] = [];

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
  ) {
    this.#pairBrackets();
  }

  get length(): number {
    return this.tokens.length;
  }

  /** What stands there; empty where no token does. */
  source(index: number): string {
    const token = this.tokens[index];
    return token ? this.text.slice(token.start, token.end) : '';
  }

  /** A word in upper case; empty for all that is none, names in quotes too. */
  word(index: number): string {
    const known = this.#words[index];
    if (known !== undefined) return known;
    if (this.tokens[index]?.kind !== 'word') return '';
    return (this.#words[index] = this.source(index).toUpperCase());
  }

  isWord(index: number, ...words: readonly string[]): boolean {
    return words.includes(this.word(index));
  }

  isMark(index: number, mark: string): boolean {
    return this.tokens[index]?.kind === 'punctuation' && this.source(index) === mark;
  }

  isOperator(index: number, operator: string): boolean {
    return this.tokens[index]?.kind === 'operator' && this.source(index) === operator;
  }

  isName(index: number): boolean {
    const kind = this.tokens[index]?.kind;
    return kind === 'word' || kind === 'quoted';
  }

  name(index: number): string {
    return nameOf(this.source(index));
  }

  start(index: number): number {
    return this.tokens[index]?.start ?? this.tokens.at(-1)?.end ?? 0;
  }

  end(index: number): number {
    return this.tokens[index]?.end ?? this.tokens.at(-1)?.end ?? 0;
  }

  /** The text of the tokens from one to another that is not part of it. */
  slice(from: number, to: number): string {
    return from < to ? this.text.slice(this.start(from), this.end(to - 1)) : '';
  }

  /** The bracket that an opening one ends at; where none does, the first token that is not inside it any more. */
  close(open: number): number {
    return this.#partners.get(open) ?? this.length;
  }

  /** The next token that is not inside brackets which open here. */
  next(index: number): number {
    if (!this.#partners.has(index)) return index + 1;
    return this.close(index) + (this.#unclosed.has(index) ? 0 : 1);
  }

  /** The token that an offset is in or before; the end of the list behind the last one. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.end(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The brackets that are open before a token, outermost first. */
  openBefore(index: number): number[] {
    const open: number[] = [];
    for (let i = 0; i < index && i < this.length;) {
      if (this.#partners.has(i) && this.close(i) >= index) open.push(i++);
      else i = this.next(i);
    }
    return open;
  }

  /** Whether a bracket may be a call's, by the word before it. */
  isCall(bracket: number): boolean {
    return this.isName(bracket - 1) && !notFunctions.has(this.word(bracket - 1));
  }

  /** Whether what a bracket holds is a query, in further brackets or not. */
  holdsQuery(bracket: number): boolean {
    let i = bracket;
    while (i < bracket + MAX_BRACKETS && this.isMark(i, '(')) i++;
    // Behind the bracket of a call, FROM belongs to the query around it, and the bracket is not closed yet.
    if (this.isWord(i, 'FROM') && i === bracket + 1 && !this.#canHoldFrom(bracket)) return false;
    return i > bracket && this.isWord(i, ...queryWords);
  }

  #canHoldFrom(bracket: number): boolean {
    return !this.isCall(bracket) && !this.isWord(bracket - 1, 'EXCLUDE', 'REPLACE', 'RENAME', 'OVER', 'FILTER');
  }

  /** A closing bracket without an opening one is nothing. */
  #pairBrackets(): void {
    const open: { index: number; closer: string }[] = [];
    const leave = (depth: number, index: number): void => {
      for (const bracket of open.splice(depth)) {
        this.#partners.set(bracket.index, index);
        this.#unclosed.add(bracket.index);
      }
    };
    this.tokens.forEach(({ kind }, index) => {
      if (kind === 'word' && open.length > 0 && this.isWord(index, ...clauseWords)) {
        leave(this.#heldDepth(open, index), index);
      }
      if (kind !== 'punctuation') return;
      const mark = this.source(index);
      const closer = closers[mark];
      if (closer !== undefined) open.push({ index, closer });
      else if (mark === ')' || mark === ']' || mark === '}') {
        const depth = open.findLastIndex((bracket) => bracket.closer === mark);
        if (depth < 0) return;
        leave(depth + 1, index);
        const opener = open.pop();
        if (opener) this.#partners.set(opener.index, index);
      }
    });
    leave(0, this.length);
  }

  /** How many of the open brackets can hold a clause's word. */
  #heldDepth(open: readonly { index: number }[], index: number): number {
    const isComparison = this.isWord(index - 1, 'DISTINCT') && this.isWord(index - 2, 'IS', 'NOT');
    if (isComparison || this.isMark(index - 1, '.')) return open.length;
    let depth = open.length;
    for (; depth > 0 && depth > open.length - MAX_BRACKETS; depth--) {
      const bracket = open[depth - 1]?.index ?? 0;
      const isFilter = bracket === index - 1 && this.isWord(index, 'WHERE');
      if (isFilter || this.holdsQuery(bracket) || this.isWord(bracket - 1, ...fromFunctions)) break;
    }
    return depth;
  }
}
