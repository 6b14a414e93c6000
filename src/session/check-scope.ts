import type { WordedStatement } from './statement-words';

/** First words of statements after which names in the rest of a script may mean anything. */
const UPSETS_NAMES = new Set(
  'use set reset attach detach import export load install execute pragma call rollback abort'.split(' '),
);

/** First words of statements that make, change or take away what they name. */
const CHANGES_NAMES = new Set(['create', 'alter', 'drop', 'copy', 'comment']);

/** Words between such a statement's verb and the name of what it is about. */
const BEFORE_NAME = new Set(
  (
    'create or replace temp temporary persistent global local unique recursive materialized table view schema sequence type macro ' +
    'function index secret database if not exists alter drop comment on column copy'
  ).split(' '),
);

/**
 * What the statements of a script that have not run yet would change for those after them. It is told by their words alone, for
 * one that is still being written says as much; where it is in doubt, later statements are said to depend on it.
 */
export class ScriptScope {
  readonly #names = new Set<string>();
  #isUpset = false;
  #hasNewFiles = false;

  /** True if binding a statement now says nothing about what it would find in its turn. */
  isLeftOpen({ words }: WordedStatement): boolean {
    if (this.#isUpset || words.some((word) => this.#names.has(word))) return true;
    return this.#hasNewFiles && words.some((word) => /[*?[]/.test(word) && word.length > 1);
  }

  /** Takes in a statement that comes before those to be asked about. */
  add({ words: all }: WordedStatement): void {
    const words = all.slice(all.findIndex((word) => word !== 'explain' && word !== 'analyze'));
    const [verb = '', second, third] = words;
    if (UPSETS_NAMES.has(verb) || (verb === 'copy' && second === 'from' && third === 'database')) this.#isUpset = true;
    if (!CHANGES_NAMES.has(verb)) return;
    if (verb === 'create') {
      const name = nameOfCreated(words);
      if (name !== undefined) this.#names.add(name);
      return;
    }
    // A new name, a column's, a file's: any of the words may be it.
    for (const word of words) if (!BEFORE_NAME.has(word) && /[\p{L}\p{N}_]/u.test(word)) this.#names.add(word);
    this.#hasNewFiles ||= verb === 'copy';
  }
}

/** The last part of the name of what a CREATE makes. */
function nameOfCreated(words: readonly string[]): string | undefined {
  let at = words.findIndex((word) => !BEFORE_NAME.has(word));
  if (at < 0) return undefined;
  while (words[at + 1] === '.' && words[at + 2] !== undefined) at += 2;
  return words[at];
}
