import type { Problem } from './knowledge';
import { isSameName, nameIn, quoteIfNeeded, quoteString } from './quoting';
import type { TextEdit } from './text-range';
import { tokenize, type Token } from './tokens';

export interface QuickFix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** What can be written in place of the name that a problem is about: each that may have been meant, best first. */
export function fixesFor(text: string, { offset, candidates }: Problem): QuickFix[] {
  return candidates.flatMap((candidate) => {
    const edit = replacementAt(text, offset, candidate);
    return edit ? [{ title: `Change to ${edit.text}`, edit }] : [];
  });
}

/**
 * Another name in place of the one at an offset; a file's name stays in its quotes.
 *
 * @param name without quotes, or a qualified one as it is written: `sys.queries`
 * @returns undefined where no name stands, or the same one
 */
export function replacementAt(text: string, offset: number, name: string): TextEdit | undefined {
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment');
  const index = tokens.findIndex(({ start, end }) => start <= offset && offset < end);
  const token = tokens[index];
  if (!token || !/^(?:word|quoted|string)$/.test(token.kind)) return undefined;
  const { start, end } = token;
  const edit = token.kind === 'string' ? { start, end, text: quoteString(name) } : nameEdit(text, tokens, index, name);
  return text.slice(edit.start, edit.end) === edit.text ? undefined : edit;
}

/** A qualified name takes with it as much of what qualifies the one in the text as it says again itself. */
function nameEdit(text: string, tokens: readonly Token[], index: number, name: string): TextEdit {
  // A file's name in double quotes has a dot that divides nothing.
  const isFile = nameIn(text, rangeOf(tokens, index, index)).includes('.');
  const parts = isFile ? [name] : partsOf(name);
  const last = parts.at(-1) ?? name;
  if (parts.length === 1) return { ...rangeOf(tokens, index, index), text: quoteIfNeeded(last) };
  const path = pathAround(text, tokens, index);
  const at = path.indexOf(index);
  const qualifiers = parts.slice(0, -1);
  const written = parts.map((part) => quoteIfNeeded(part)).join('.');
  const says = (from: number, wanted: readonly string[]): boolean =>
    wanted.every((part, i) => isSameName(nameIn(text, tokens[path[from + i] ?? -1] ?? { start: 0, end: 0 }), part));
  // `sys.quries`, with the problem at either of the two.
  if (says(at, qualifiers)) return { ...rangeOf(tokens, index, path[at + qualifiers.length] ?? index), text: written };
  for (let count = Math.min(at, qualifiers.length); count > 0; count--) {
    if (says(at - count, qualifiers.slice(-count))) {
      return { ...rangeOf(tokens, path[at - count] ?? index, index), text: written };
    }
  }
  return { ...rangeOf(tokens, index, index), text: written };
}

/** The parts of a name as the engine cites it, some of them perhaps in quotes. */
function partsOf(name: string): string[] {
  const isPath = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*$/u.test(
    name,
  );
  if (!isPath) return [name];
  return Array.from(name.matchAll(/"(?:[^"]|"")*"|[^."]+/g), ([part]) => nameIn(part, { start: 0, end: part.length }));
}

/** The tokens of the qualified name that one is part of. */
function pathAround(text: string, tokens: readonly Token[], index: number): number[] {
  const isName = (i: number): boolean => tokens[i]?.kind === 'word' || tokens[i]?.kind === 'quoted';
  const isDot = (i: number): boolean => text.slice(tokens[i]?.start, tokens[i]?.end) === '.';
  const path = [index];
  for (let i = index; i >= 2 && isDot(i - 1) && isName(i - 2); i -= 2) path.unshift(i - 2);
  for (let i = index; i + 2 < tokens.length && isDot(i + 1) && isName(i + 2); i += 2) path.push(i + 2);
  return path;
}

function rangeOf(tokens: readonly Token[], first: number, last: number): { start: number; end: number } {
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 };
}
