import type { Call } from '../call';
import { structFields, typeFamily, type TypeFamily } from '../column-types';
import type { ColumnInfo, Knowledge } from '../knowledge';
import { isSameName } from '../quoting';
import { isInSearchPath } from '../tables';
import type { Context } from './context';
import type { Candidate } from './item';
import { pairRank } from './join-source';
import { quoteFor } from './relation-source';
import type { Resolved } from './resolve';
import type { Wish } from './wish';

type ColumnWish = Extract<Wish, { of: 'columns' }>;

/** Columns in scope: behind a qualifier those of its relation, or the fields of a STRUCT. */
export function columnCandidates(context: Context, wish: ColumnWish): Candidate[] {
  const { cursor, relations, target } = context;
  if (cursor.qualifier.length > 0) return qualifiedColumns(context, wish);
  if (wish.only === 'shared') return sharedColumns(context, wish);
  if (wish.only !== undefined) {
    const one = wish.only === 'target' ? target : relations[0];
    return one ? plain(context, one, one.columns, wish) : [];
  }
  const owners = new Map<string, Set<Resolved>>();
  for (const relation of relations) {
    for (const { name } of relation.columns) {
      const lower = name.toLowerCase();
      const known = owners.get(lower);
      if (known) known.add(relation);
      else owners.set(lower, new Set([relation]));
    }
  }
  return relations.flatMap((one) =>
    one.columns.length === 0
      ? []
      : plain(context, one, one.columns, wish, (name) => {
          const others = owners.get(name.toLowerCase()) ?? new Set();
          return [...others].filter(({ depth }) => depth <= one.depth).length > 1;
        }),
  );
}

function plain(
  context: Context,
  { name: relation, depth }: Pick<Resolved, 'name' | 'depth'>,
  columns: readonly ColumnInfo[],
  { without = [], prefer = {} }: ColumnWish,
  isAmbiguous: (name: string) => boolean = () => false,
): Candidate[] {
  const families = prefer.call ? argumentFamilies(context.knowledge, prefer.call) : undefined;
  return columns.flatMap(({ name, type }, i) => {
    if (!context.fits(name) || without.some((used) => isSameName(used, name))) return [];
    const lower = name.toLowerCase();
    const wanted = prefer.names?.indexOf(lower) ?? -1;
    let rank = i + depth * 100 - Math.min(context.habits.uses.get(lower) ?? 0, 5) * 3;
    if (families && type !== '') rank += families.has(typeFamily(type)) ? -100 : 0;
    if (wanted >= 0) rank -= 200 - wanted;
    if (prefer.used?.includes(lower)) rank += 50;
    const detail = relation === '' ? type : `${type} · ${relation}`;
    if (!isAmbiguous(name) || relation === '')
      return [{ label: name, kind: 'column' as const, insert: quoteFor(context, name), detail, rank }];
    const insert = `${quoteFor(context, relation)}.${quoteFor(context, name)}`;
    return [{ label: `${relation}.${name}`, kind: 'column' as const, insert, detail, filterText: name, rank }];
  });
}

/** Which kinds of types a function takes at an argument; undefined where it takes any, or is not known. */
function argumentFamilies(knowledge: Knowledge, call: Call): ReadonlySet<TypeFamily> | undefined {
  const overloads = knowledge.engine?.functions.get(call.name.toLowerCase())?.overloads ?? [];
  const families = new Set<TypeFamily>();
  for (const { parameters, varargs } of overloads) {
    const type = parameters[call.argument]?.type ?? (call.argument >= parameters.length ? varargs : undefined);
    if (type === undefined) continue;
    const family = typeFamily(type);
    if (family === 'other') return undefined;
    families.add(family);
  }
  return families.size > 0 ? families : undefined;
}

function qualifiedColumns(context: Context, wish: ColumnWish): Candidate[] {
  const { cursor, relations } = context;
  const owner = relations.find((one) => isNamed(one, cursor.qualifier));
  if (owner) {
    const counterpart = counterpartOf(context);
    return plain(context, { ...owner, depth: 0 }, owner.columns, wish).map((candidate) => {
      const pair = counterpart && pairRank(counterpart.relation, counterpart.column, owner, candidate.label);
      return pair === undefined ? candidate : { ...candidate, rank: candidate.rank - 300 + pair };
    });
  }
  if (isSameName(cursor.qualifier[0] ?? '', 'excluded') && context.target) {
    return plain(context, context.target, context.target.columns, wish);
  }
  const [first = '', ...rest] = cursor.qualifier;
  const [second = '', ...deeper] = rest;
  const table = relations.find(({ name }) => isSameName(name, first));
  const inTable = table?.columns.find(({ name }) => isSameName(name, second));
  const column = inTable ?? relations.flatMap(({ columns }) => columns).find(({ name }) => isSameName(name, first));
  if (!column) return [];
  let fields = structFields(column.type);
  for (const step of inTable ? deeper : rest) {
    fields = structFields(fields.find(({ name }) => isSameName(name, step))?.type ?? '');
  }
  return plain(context, { name: column.name, depth: 0 }, fields, wish);
}

/** The column before the sign of equality that is behind: `c.id` of `c.id = o.`. */
function counterpartOf({
  scope: { list, index },
  relations,
}: Context): { relation: Resolved; column: string } | undefined {
  const isQualified = list.isOperator(index - 1, '=') && list.isName(index - 2) && list.isMark(index - 3, '.');
  if (!isQualified) return undefined;
  const relation = relations.find(({ name }) => isSameName(name, list.name(index - 4)));
  return relation && { relation, column: list.name(index - 2) };
}

/** `o` for `orders AS o`, and `sales.orders` where there is no alias. */
function isNamed({ relation, name }: Resolved, qualifier: readonly string[]): boolean {
  if (qualifier.length === 1) return isSameName(name, qualifier[0] ?? '');
  if (relation.alias !== undefined || relation.path.length < qualifier.length) return false;
  const path = relation.path.slice(-qualifier.length);
  return path.every((part, i) => isSameName(part, qualifier[i] ?? ''));
}

/** What the relation named last has in common with those before it: what USING can join by. */
function sharedColumns(context: Context, wish: ColumnWish): Candidate[] {
  const own = context.relations.filter(({ depth }) => depth === 0);
  const last = own.findLast(({ relation }) => relation.range.end <= context.cursor.offset);
  if (!last) return [];
  const before = new Set(
    own.slice(0, own.indexOf(last)).flatMap(({ columns }) => columns.map(({ name }) => name.toLowerCase())),
  );
  const shared = last.columns.filter(({ name }) => before.has(name.toLowerCase()));
  const keysFirst = shared.toSorted((a, b) => Number(/_id$/i.test(b.name)) - Number(/_id$/i.test(a.name)));
  return plain(context, last, keysFirst, wish);
}

/** Relations in scope, by the name that their columns are qualified by. */
export function qualifierCandidates(context: Context): Candidate[] {
  return context.relations.flatMap(({ name, relation, depth }, i) => {
    if (name === '' || !context.fits(name)) return [];
    const detail = relation.alias === undefined ? relation.kind : relation.path.join('.') || relation.kind;
    return [{ label: name, kind: 'alias' as const, insert: quoteFor(context, name), detail, rank: i + depth * 100 }];
  });
}

/** Names that the SELECT list gives. */
export function selectNameCandidates(context: Context): Candidate[] {
  return context.scope.items.flatMap(({ name, aliasRange, range }, i) => {
    if (name === undefined || !aliasRange || !context.fits(name)) return [];
    const source = context.cursor.text.slice(range.start, aliasRange.start).replace(/\s+(as\s*)?$/i, '');
    return [
      { label: name, kind: 'column' as const, insert: quoteFor(context, name), detail: source.slice(0, 60), rank: i },
    ];
  });
}

/** More than that says nothing any more. */
const MAX_ANY_COLUMNS = 500;

/** Columns of the visitor's tables, for a SELECT list that is typed before FROM. */
export function anyColumnCandidates(context: Context): Candidate[] {
  const { catalog } = context.knowledge;
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  let looked = 0;
  for (const table of catalog.tables) {
    if (!isInSearchPath(table, catalog)) continue;
    const uses = context.habits.uses.get(table.name.toLowerCase()) ?? 0;
    for (const { name, type } of table.columns) {
      if (++looked > MAX_ANY_COLUMNS) return candidates;
      if (seen.has(name) || !context.fits(name)) continue;
      seen.add(name);
      const detail = `${type} · ${table.name}`;
      candidates.push({
        label: name,
        kind: 'column',
        insert: quoteFor(context, name),
        detail,
        rank: looked - uses * 100,
      });
    }
  }
  return candidates;
}
