import { nameOf } from './names';
import type { Token } from './tokens';

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A statement's tokens by index, and which bracket belongs to which. Asking beyond either end is allowed and finds nothing. */
export class TokenList {
  readonly #partners: ReadonlyMap<number, number>;
  readonly #words: string[] = [];

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
  ) {
    this.#partners = this.#pairBrackets();
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

  /** The bracket that an opening one ends at; the end of the list where none does. */
  close(open: number): number {
    return this.#partners.get(open) ?? this.length;
  }

  /** The next token that is not inside brackets which open here. */
  next(index: number): number {
    return this.#partners.has(index) ? this.close(index) + 1 : index + 1;
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

  /** A bracket that is closed by one of another kind is not closed, and a closing one without an opening is nothing. */
  #pairBrackets(): Map<number, number> {
    const partners = new Map<number, number>();
    const open: { index: number; closer: string }[] = [];
    this.tokens.forEach(({ kind }, index) => {
      if (kind !== 'punctuation') return;
      const mark = this.source(index);
      const closer = closers[mark];
      if (closer !== undefined) open.push({ index, closer });
      else if (mark === ')' || mark === ']' || mark === '}') {
        const depth = open.findLastIndex((bracket) => bracket.closer === mark);
        if (depth < 0) return;
        for (const { index: unclosed } of open.splice(depth + 1)) partners.set(unclosed, index - 1);
        const opener = open.pop();
        if (opener) partners.set(opener.index, index);
      }
    });
    for (const { index } of open) partners.set(index, this.length);
    return partners;
  }
}
