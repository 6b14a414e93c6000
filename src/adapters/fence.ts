import { attributeNames, readOptions } from '../embed/options.ts';
import { similarNames } from '../protocol/similar-names.ts';

/** Attributes of an element, by their names; a flag's value is empty. */
export type Attributes = Record<string, string>;

/**
 * A fence that says that it is ours:
 *
 * - ```` ```sql playground label="First steps" readonly ````: becomes an element around the block;
 * - ```` ```sql setup id=ducks ````: SQL for the `setup` of others, which is not shown;
 * - ```` ```sql solution ordered hint="…" ````: what the playground directly before it expects, which is not shown either.
 */
export interface Fence {
  kind: FenceKind;
  /** Of the element; a solution's are its playground's. */
  attributes: Attributes;
  /** The info string that is left for the framework, which may read `{1,3-4}`, `[file.sql]` or `:line-numbers` in it. */
  info: string;
}

export type FenceKind = keyof typeof wordsOf;

const wordsOf = {
  playground: ['id', 'class', ...attributeNames],
  setup: ['id'],
  solution: ['ordered', 'hint'],
} as const satisfies Record<string, readonly string[]>;

/** Something in the framework's own signs, or a word, `key=value`, `key="some words"`. */
const part =
  /(?<own>\{[^}]*\}|\[[^\]]*\]|:\S+)|(?<key>[^\s=]+)(?:=(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>\S*)))?/g;

export const LONE_SOLUTION = 'A solution stands directly after the playground that it belongs to: move it there.';

/**
 * Reads an info string, and for a solution what it is.
 *
 * @returns undefined for a fence that is none of ours.
 * @throws Error which says what is wrong with its words, and which there are.
 */
export function readFence(info: string, sql: string): Fence | undefined {
  const [, kind, given = ''] = /^\s*sql\s+(\w+)(?:\s+(.*))?$/s.exec(info) ?? [];
  if (kind === undefined || !isKind(kind)) return undefined;
  const words: Attributes = {};
  const left = ['sql'];
  for (const { groups = {} } of given.matchAll(part)) {
    const { own, key, double, single, bare } = groups;
    if (key === undefined) left.push(own ?? '');
    else words[checked(key, kind)] = double ?? single ?? bare ?? '';
  }
  const attributes = kind === 'solution' ? solutionAttributes(sql, words) : words;
  if (kind === 'setup' && !words.id)
    throw new Error('A setup needs an id for playgrounds to name: ```sql setup id=ducks');
  const { problems } = readOptions({ getAttribute: (name) => attributes[name] ?? null });
  if (problems.length > 0) throw new Error(problems.join(' '));
  return { kind, attributes, info: left.join(' ') };
}

function solutionAttributes(sql: string, words: Attributes): Attributes {
  return {
    'data-expect': sql.trimEnd(),
    ...Object.fromEntries(Object.entries(words).map(([key, value]) => [`data-${key}`, value])),
  };
}

function isKind(word: string): word is FenceKind {
  return Object.hasOwn(wordsOf, word);
}

function checked(key: string, kind: FenceKind): string {
  const known: readonly string[] = wordsOf[kind];
  if (known.includes(key)) return key;
  const [similar] = similarNames(key, known);
  const advice = similar === undefined ? '' : ` Did you mean “${similar}”?`;
  throw new Error(`“${key}” is not known in a “sql ${kind}” fence.${advice} There are: ${known.join(', ')}.`);
}
