import { createdTables } from '../created-tables';
import type { Knowledge } from '../knowledge';
import { scopeAt, type Scope } from '../scope';
import { findTable } from '../tables';
import { anyColumnCandidates, columnCandidates, qualifierCandidates, selectNameCandidates } from './column-source';
import type { Context } from './context';
import { cursorAt, type Cursor } from './cursor';
import {
  functionCandidates,
  parameterCandidates,
  parameterValueCandidates,
  pragmaCandidates,
  tableFunctionCandidates,
} from './function-source';
import { habitsAt } from './habits';
import type { Candidate, Completion, CompletionItem } from './item';
import { joinCandidates } from './join-source';
import { matchOf } from './match';
import { wishesAt } from './place';
import { fileCandidates, relationCandidates, schemaCandidates } from './relation-source';
import { resolveRelations } from './resolve';
import type { Wish } from './wish';
import {
  keywordCandidates,
  settingCandidates,
  settingValueCandidates,
  snippetCandidates,
  typeCandidates,
  valueCandidates,
} from './word-source';

export type { Completion, CompletionItem, CompletionKind } from './item';

/** How long the engine may take to name columns before the answer goes without. */
const PATIENCE_MS = 150;

/** How long it may take to find out what the last query changed, before the answer goes by what was known before it. */
const SETTLE_MS = 3000;

/** More than anyone looks through. */
const MAX_ITEMS = 300;

export interface CompletionOptions {
  patienceMs?: number;
}

/**
 * What could be written at an offset of a text, best first. Never fails, and answers in any case: with less where the session
 * is silent.
 *
 * @param offset in UTF-16 units
 */
export async function complete(
  text: string,
  offset: number,
  knowledge: Knowledge,
  { patienceMs = PATIENCE_MS }: CompletionOptions = {},
): Promise<Completion> {
  const nothing: Completion = { from: offset, to: offset, items: [], isIncomplete: false };
  const cursor = cursorAt(text, offset);
  if (!cursor) return nothing;
  await upToDate(knowledge);
  const scope = scopeInScript(cursor, knowledge);
  const wishes = wishesAt(cursor, scope);
  if (wishes.length === 0) return nothing;
  const needed =
    scope.target && !scope.relations.includes(scope.target) ? [...scope.relations, scope.target] : scope.relations;
  const { resolved, isComplete } = needsColumns(wishes, scope)
    ? await resolveRelations(needed, scope, knowledge, patienceMs)
    : { resolved: [], isComplete: true };
  const typed = cursor.typed.toLowerCase();
  const context: Context = {
    cursor,
    scope,
    knowledge,
    habits: habitsAt(cursor),
    relations: resolved.slice(0, scope.relations.length),
    target: resolved.find(({ relation }) => relation === scope.target),
    fits: (candidate) => matchOf(typed, candidate) !== undefined,
  };
  const ranked = rank(wishes, context, typed);
  const items = ranked.slice(0, MAX_ITEMS).map((candidate) => toItem(candidate, cursor));
  const { start: from, end: to } = cursor.range;
  return { from, to, items, isIncomplete: ranked.length > MAX_ITEMS || !isComplete };
}

async function upToDate(knowledge: Knowledge): Promise<void> {
  const wasAsked = knowledge.engine !== undefined;
  const settled = knowledge.settled();
  // Where nothing is known yet, an early answer would be that there is nothing.
  await (wasAsked ? Promise.race([settled, new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]) : settled);
}

/** What the script creates before is in scope as well, unless it has been created. */
function scopeInScript({ text, tokens, range, statements }: Cursor, { catalog }: Knowledge): Scope {
  const scope = scopeAt({ tokens }, text, range.start);
  const created = createdTables(text, statements, range.start).filter(({ name }) => !findTable(catalog, [name]));
  return created.length > 0 ? { ...scope, ctes: [...created, ...scope.ctes] } : scope;
}

function needsColumns(wishes: readonly Wish[], { clause }: Scope): boolean {
  return wishes.some(
    ({ of }) => ['columns', 'joins', 'qualifiers'].includes(of) || (of === 'relations' && clause === 'from'),
  );
}

/** Behind all that fits by its name: what fits by a part of it, as one side of a join's condition. */
const NO_MATCH = 9;

interface Ranked {
  candidate: Candidate;
  match: number;
  tier: number;
}

/** How well it fits what is typed comes first, then which wish it fulfils, then its rank among those. */
function rank(wishes: readonly Wish[], context: Context, typed: string): Candidate[] {
  const ranked: Ranked[] = [];
  const seen = new Set<string>();
  wishes.forEach((wish, tier) => {
    for (const candidate of candidatesOf(wish, context)) {
      const key = `${candidate.kind === 'alias' ? '' : candidate.kind}:${candidate.insert}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { label, filterText } = candidate;
      const byLabel = matchOf(typed, label) ?? NO_MATCH;
      const match = filterText === undefined ? byLabel : Math.min(byLabel, matchOf(typed, filterText) ?? NO_MATCH);
      ranked.push({ candidate, match, tier });
    }
  });
  ranked.sort((a, b) => a.match - b.match || a.tier - b.tier || a.candidate.rank - b.candidate.rank);
  return ranked.map(({ candidate }) => candidate);
}

function toItem({ rank: _rank, describe, ...item }: Candidate, { isQuoted }: Cursor): CompletionItem {
  // A name in quotes is typed with its quotes, so it has to be held against text that has them.
  return { ...item, ...describe?.(), ...(isQuoted ? { filterText: item.insert } : {}) };
}

function candidatesOf(wish: Wish, context: Context): Candidate[] {
  switch (wish.of) {
    case 'columns':
      return columnCandidates(context, wish);
    case 'any-columns':
      return anyColumnCandidates(context);
    case 'qualifiers':
      return qualifierCandidates(context);
    case 'select-names':
      return selectNameCandidates(context);
    case 'joins':
      return joinCandidates(context);
    case 'relations':
      return relationCandidates(context, wish.only);
    case 'files':
      return fileCandidates(context);
    case 'schemas':
      return schemaCandidates(context);
    case 'functions':
      return functionCandidates(context, wish.prefer, wish.inside);
    case 'table-functions':
      return tableFunctionCandidates(context);
    case 'parameters':
      return parameterCandidates(context, wish.call);
    case 'keywords':
      return keywordCandidates(context, wish.phrases);
    case 'types':
      return typeCandidates(context);
    case 'settings':
      return settingCandidates(context);
    case 'setting-values':
      return settingValueCandidates(context, wish.setting);
    case 'parameter-values':
      return parameterValueCandidates(context, wish.call);
    case 'pragmas':
      return pragmaCandidates(context);
    case 'values':
      return valueCandidates(context, wish.values, wish.isQuoted);
    case 'snippets':
      return snippetCandidates(context, wish.place);
  }
}
