import { nameIn } from './quoting';
import type { TextRange } from './text-range';
import type { Token } from './tokens';

/** A statement's tokens by index, with the brackets among them paired. Indexes beyond either end are of no token. */
export class TokenView {
  /** Of an opening bracket its closing one, or where there is none, how many tokens there are; of others -1. */
  readonly #closing: readonly number[];
  /** The opening bracket that a token stands in, -1 outside. */
  readonly #enclosing: readonly number[];
  readonly #words: readonly string[];
  /** Names in lower case, as far as they have been asked for. */
  readonly #folded: string[] = [];

  /** @param tokens without comments */
  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
  ) {
    this.#words = tokens.map(({ kind, start, end }) => {
      const own = kind === 'string' || kind === 'quoted' ? '' : text.slice(start, end);
      return kind === 'word' ? own.toLowerCase() : own;
    });
    const closing = tokens.map(() => -1);
    const open: number[] = [];
    this.#enclosing = this.#words.map((word, i) => {
      if (word === ')' || word === ']' || word === '}') {
        const start = open.pop();
        if (start !== undefined) closing[start] = i;
        return open.at(-1) ?? -1;
      }
      const enclosing = open.at(-1) ?? -1;
      if (word === '(' || word === '[' || word === '{') {
        closing[i] = tokens.length;
        open.push(i);
      }
      return enclosing;
    });
    this.#closing = closing;
  }

  get length(): number {
    return this.tokens.length;
  }

  /** A word in lower case, a sign; nothing of strings and quoted names. */
  word(i: number): string {
    return this.#words[i] ?? '';
  }

  kind(i: number): Token['kind'] | undefined {
    return this.tokens[i]?.kind;
  }

  isName(i: number): boolean {
    const kind = this.kind(i);
    return kind === 'word' || kind === 'quoted';
  }

  name(i: number): string {
    const token = this.tokens[i];
    return token ? nameIn(this.text, token) : '';
  }

  /** True where the names at two places, or one given in lower case, are the same. */
  isCalled(i: number, name: string | number): boolean {
    return this.#fold(i) === (typeof name === 'number' ? this.#fold(name) : name);
  }

  #fold(i: number): string {
    return (this.#folded[i] ??= this.name(i).toLowerCase());
  }

  range(i: number): TextRange {
    const { start, end } = this.tokens[i] ?? { start: this.text.length, end: this.text.length };
    return { start, end };
  }

  isOpening(i: number): boolean {
    return (this.#closing[i] ?? -1) >= 0;
  }

  closing(i: number): number {
    return this.#closing[i] ?? -1;
  }

  enclosing(i: number): number {
    return this.#enclosing[i] ?? -1;
  }

  /** The token after the one at `i`, or after the brackets that it opens. */
  next(i: number): number {
    return this.isOpening(i) ? this.closing(i) + 1 : i + 1;
  }

  /** True at the first sign of `::` and `:=`, and at `=>`. */
  isPairedColon(i: number): boolean {
    return this.word(i) === ':' && /^[:=]/.test(this.word(i + 1)) && this.range(i).end === this.range(i + 1).start;
  }

  /** Where the parts stand of a name that begins at `i`: `a.b.c`. A star may be the last. */
  path(i: number): number[] {
    const parts = [i];
    while (this.word(i + 1) === '.' && (this.isName(i + 2) || this.word(i + 2).startsWith('*'))) parts.push((i += 2));
    return parts;
  }

  /** Ranges between commas that are in no brackets of their own. */
  split(start: number, end: number): { start: number; end: number }[] {
    const parts: { start: number; end: number }[] = [];
    let from = start;
    for (let i = start; i < end; i = this.next(i)) {
      if (this.word(i) !== ',') continue;
      parts.push({ start: from, end: i });
      from = i + 1;
    }
    parts.push({ start: from, end });
    return parts.filter((part) => part.start < part.end);
  }
}
