import { nameOf } from '../quoting';
import type { Cursor } from './cursor';

/** How the visitor writes, as far as the text tells. */
export interface Habits {
  /** How often a name occurs in the text, by name in lower case. */
  uses: ReadonlyMap<string, number>;
  /** A keyword in the case that the visitor uses. */
  keyword: (word: string) => string;
}

const caseWords = /^(select|from|where|join|group|order|by|with|as|and|on|insert|update|create|limit)$/i;

/** Enough to know a visitor by. */
const MAX_TOKENS = 50_000;

/** @param cursor what is being typed there does not count as used */
export function habitsAt({ text, statements, range, typed, isQuoted }: Cursor): Habits {
  const uses = new Map<string, number>();
  let lower = 0;
  let upper = 0;
  let count = 0;
  for (const { tokens } of statements) {
    if (count > MAX_TOKENS) break;
    for (const { kind, start, end } of tokens) {
      if (++count > MAX_TOKENS) break;
      if ((kind !== 'word' && kind !== 'quoted') || start === range.start) continue;
      const source = text.slice(start, end);
      const name = nameOf(source).toLowerCase();
      uses.set(name, (uses.get(name) ?? 0) + 1);
      if (kind === 'word' && source.length < 8 && caseWords.test(source)) {
        if (source === name) lower++;
        else if (source === source.toUpperCase()) upper++;
      }
    }
  }
  const hasCase = !isQuoted && typed.toLowerCase() !== typed.toUpperCase();
  const isLower = hasCase ? typed === typed.toLowerCase() : lower > upper;
  return { uses, keyword: (word) => (isLower ? word.toLowerCase() : word) };
}
