import { quoteString } from '../quoting';
import type { Context } from './context';
import { fallbackTypes } from './fallback';
import type { Candidate } from './item';
import { snippets, type SnippetPlace } from './snippets';

/** Keywords in the visitor's case, in the order given. */
export function keywordCandidates(context: Context, phrases: readonly string[]): Candidate[] {
  return [...new Set(phrases)].flatMap((phrase, rank) => {
    if (!context.fits(phrase)) return [];
    const label = context.habits.keyword(phrase);
    return [{ label, kind: 'keyword' as const, insert: label, rank }];
  });
}

/** Types, those used most first. */
export function typeCandidates(context: Context): Candidate[] {
  const known = context.knowledge.engine?.types ?? fallbackTypes;
  return [...new Set(known)].flatMap((type, i) => {
    if (!context.fits(type)) return [];
    const label = context.habits.keyword(type.toUpperCase());
    const common = fallbackTypes.indexOf(type.toUpperCase());
    return [{ label, kind: 'type' as const, insert: label, rank: common >= 0 ? common : 100 + i }];
  });
}

const commonSettings = [
  'memory_limit',
  'threads',
  'schema',
  'search_path',
  'default_order',
  'null_order',
  'temp_directory',
];

/** Settings, with what they are now. */
export function settingCandidates(context: Context): Candidate[] {
  return [...(context.knowledge.engine?.settings.values() ?? [])].flatMap(({ name, value, type, description }, i) => {
    if (!context.fits(name)) return [];
    const common = commonSettings.indexOf(name);
    const detail = `${type}${value === null || value === '' ? '' : `, now ${value}`}`;
    const rank = common >= 0 ? common : name.startsWith('debug_') ? 1000 + i : 100 + i;
    return [{ label: name, kind: 'setting' as const, insert: name, detail, documentation: description, rank }];
  });
}

/** What a setting can be: what it is now, and the other of two. */
export function settingValueCandidates(context: Context, name: string): Candidate[] {
  const setting = context.knowledge.engine?.settings.get(name.toLowerCase());
  if (setting?.type === 'BOOLEAN') return keywordCandidates(context, ['TRUE', 'FALSE', 'DEFAULT']);
  const { value = null, type = '' } = setting ?? {};
  if (value === null || value === '') return keywordCandidates(context, ['DEFAULT']);
  const insert = type === 'VARCHAR' ? quoteString(value) : value;
  const now: Candidate = { label: insert, kind: 'value', insert, detail: 'now', rank: -1 };
  return [...(context.fits(insert) ? [now] : []), ...keywordCandidates(context, ['DEFAULT'])];
}

/** Values of a fixed list. */
export function valueCandidates(context: Context, values: readonly string[], isQuoted: boolean): Candidate[] {
  return values.flatMap((value, rank) => {
    if (!context.fits(value)) return [];
    const isOpen = isQuoted && context.cursor.string?.isUnclosed === true;
    return [{ label: value, kind: 'value' as const, insert: isOpen ? `${value}'` : value, rank }];
  });
}

/** Longer pieces to fill in. */
export function snippetCandidates(context: Context, place: SnippetPlace): Candidate[] {
  return snippets.flatMap(({ label, body, detail, place: fits }, rank) => {
    if (fits !== place || !context.fits(label)) return [];
    const insert = body.replace(/\$\{\d+:[^}]*\}|[A-Z]{2,}/g, (word) =>
      word.startsWith('$') ? word : context.habits.keyword(word),
    );
    return [{ label: context.habits.keyword(label), kind: 'snippet' as const, insert, isSnippet: true, detail, rank }];
  });
}
