import { typeFamily } from '../column-types';
import { isSameName, quoteName } from '../names';
import { singular } from '../tables';
import type { Context } from './context';
import type { Candidate } from './item';
import type { Resolved } from './resolve';

/**
 * Conditions that join the relation named last to those before it, by names: `customer_id` on both sides, or `customer_id` on one and
 * `id` of `customers` on the other.
 */
export function joinCandidates(context: Context): Candidate[] {
  const { relations, cursor, knowledge } = context;
  const own = relations.filter(({ depth, relation }) => depth === 0 && relation.range.end <= cursor.offset);
  const last = own.at(-1);
  if (!last) return [];
  const keywords = knowledge.engine?.keywords;
  return own.slice(0, -1).flatMap((other, order) =>
    pairs(other, last).flatMap(({ left, right, rank }) => {
      const side = (name: string, column: string): string =>
        `${quoteName(name, keywords)}.${quoteName(column, keywords)}`;
      const insert = `${side(other.name, left)} = ${side(last.name, right)}`;
      const isTyped = context.fits(insert) || context.fits(left) || context.fits(`${last.name}.${right}`);
      if (!isTyped) return [];
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

function pairRank(a: Resolved, left: string, b: Resolved, right: string): number | undefined {
  if (isKeyOf(left, b, right) || isKeyOf(right, a, left)) return 0;
  if (!isSameName(left, right)) return undefined;
  return /(_id|_key|_code|code)$/i.test(left)
    ? 1
    : /^(id|name|description|status|created_at|updated_at)$/i.test(left)
      ? 9
      : 5;
}

/** Whether a column is named for another's table and it: `customer_id` for `customers.id`. */
function isKeyOf(reference: string, { relation, name }: Resolved, key: string): boolean {
  if (!/^(id|key|code)$/i.test(key)) return false;
  const table = (relation.kind === 'table' ? relation.path.at(-1) : undefined) ?? name;
  const stem = `${singular(table.toLowerCase())}_${key.toLowerCase()}`;
  return reference.toLowerCase() === stem || reference.toLowerCase().endsWith(`_${stem}`);
}
