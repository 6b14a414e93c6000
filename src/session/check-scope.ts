import type { WordedStatement } from './statement-words';

/** First words of statements after which names in the rest of a script may mean anything. */
const UPSETS_NAMES = new Set(
  'use set reset attach detach import export load install execute pragma call rollback abort'.split(' '),
);

/** First words of statements that make, change or take away what they name. */
const CHANGES_NAMES = new Set(['create', 'alter', 'drop']);

/** Words of such statements that are no names. */
const NO_NAMES = new Set(
  (
    'create or replace temp temporary persistent global local unique recursive materialized table view schema sequence type macro ' +
    'function index secret database if not exists alter drop column add rename to set data default using cascade restrict'
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
    if (verb === 'copy') this.#addFile(words);
    if (!CHANGES_NAMES.has(verb)) return;
    // Of an ALTER any of the words may be a new name.
    const names = verb === 'create' ? nameOfCreated(words) : words.filter(isName);
    for (const name of names) this.#names.add(name);
  }

  #addFile(words: readonly string[]): void {
    const file = words[words.lastIndexOf('to') + 1];
    if (!words.includes('to') || file === undefined) return;
    this.#names.add(file);
    this.#hasNewFiles = true;
  }
}

function isName(word: string): boolean {
  return !NO_NAMES.has(word) && /[\p{L}\p{N}_]/u.test(word);
}

/** The last part of the name of what a CREATE makes, where it has got that far. */
function nameOfCreated(words: readonly string[]): string[] {
  let at = words.findIndex((word) => !NO_NAMES.has(word));
  if (at < 0) return [];
  while (words[at + 1] === '.' && words[at + 2] !== undefined) at += 2;
  return words.slice(at, at + 1);
}
