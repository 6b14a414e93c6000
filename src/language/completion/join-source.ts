import { typeFamily } from '../column-types';
import { isSameName, quoteName } from '../quoting';
import { isKey, singular } from '../tables';
import type { Context } from './context';
import type { Candidate } from './item';
import type { Resolved } from './resolve';

/**
 * Conditions that join the relation named last to those before it, by names: `customer_id` on both sides, or `customer_id` on one and
 * `id` of `customers` on the other.
 */
export function joinCandidates(context: Context): Candidate[] {
  const { relations, cursor, knowledge, scope } = context;
  const own = relations.filter(({ depth, relation }) => depth === 0 && relation.range.end <= cursor.offset);
  const last = own.at(-1);
  if (!last) return [];
  const written = scope.list.slice(scope.section.start, scope.index).toLowerCase();
  const keywords = knowledge.engine?.keywords;
  return own.slice(0, -1).flatMap((other, order) =>
    pairs(other, last).flatMap(({ left, right, rank }) => {
      const side = (name: string, column: string): string =>
        `${quoteName(name, keywords)}.${quoteName(column, keywords)}`;
      const insert = `${side(other.name, left)} = ${side(last.name, right)}`;
      const isTyped = context.fits(insert) || context.fits(left) || context.fits(`${last.name}.${right}`);
      if (!isTyped || written.includes(insert.toLowerCase())) return [];
      return [{ label: insert, kind: 'join' as const, insert, detail: 'join', rank: rank * 10 - order }];
    }),
  );
}

function pairs(a: Resolved, b: Resolved): { left: string; right: string; rank: number }[] {
  return a.columns.flatMap((left) =>
    b.columns.flatMap((right) => {
      const rank = pairRank(a, left.name, b, right.name);
      const isComparable = left.type === '' || right.type === '' || typeFamily(left.type) === typeFamily(right.type);
      return rank === undefined || !isComparable ? [] : [{ left: left.name, right: right.name, rank }];
    }),
  );
}

/** The lower, the likelier a pair of columns joins; undefined where nothing speaks for it. */
export function pairRank(a: Resolved, left: string, b: Resolved, right: string): number | undefined {
  const isSelf = isSameTable(a, b);
  if (isKeyOf(left, b, right) || isKeyOf(right, a, left)) return 0;
  if (isSelf && (isRole(left, right) || isRole(right, left))) return 1;
  if (isSameName(left, right)) {
    if (isSelf) return isKey(left) ? 8 : undefined;
    return isKey(left) ? 2 : /^(id|name|description|status|created_at|updated_at)$/i.test(left) ? 9 : 5;
  }
  return isKey(left) && isKey(right) && (isRole(left, right) || isRole(right, left)) ? 3 : undefined;
}

/** Whether a column is named for another's table and it: `customer_id` for `customers.id`. */
function isKeyOf(reference: string, { relation, name }: Resolved, key: string): boolean {
  if (!/^(id|key|code)$/i.test(key)) return false;
  const table = (relation.kind === 'table' ? relation.path.at(-1) : undefined) ?? name;
  return isSameName(reference, `${singular(table)}_${key}`) || isRole(reference, `${singular(table)}_${key}`);
}

/** `start_station_id` for `station_id`, and `parent_id` for `id`. */
function isRole(reference: string, key: string): boolean {
  return reference.toLowerCase().endsWith(`_${key.toLowerCase()}`);
}

function isSameTable({ relation: a }: Resolved, { relation: b }: Resolved): boolean {
  return a.kind === 'table' && b.kind === 'table' && isSameName(a.path.join('.'), b.path.join('.'));
}
