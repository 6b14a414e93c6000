import { rowEstimate } from '../documentation';
import type { TableInfo } from '../knowledge';
import { isSameName, quoteName, quoteString } from '../quoting';
import { isInSearchPath, isSystemTable, keyTo, tableIndex } from '../tables';
import type { Context } from './context';
import type { Candidate } from './item';

/** Common table expressions, tables and views: behind a qualifier those in it, else those that bare names reach first. */
export function relationCandidates(context: Context, only?: 'tables'): Candidate[] {
  const { cursor, scope, knowledge } = context;
  if (cursor.qualifier.length > 0) return qualifiedTables(context);
  const hidden = new Set<string>();
  const candidates: Candidate[] = [];
  scope.ctes.toReversed().forEach((cte, i) => {
    const lower = cte.name.toLowerCase();
    if (hidden.has(lower) || !context.fits(cte.name) || (only === 'tables' && !cte.isCreated)) return;
    hidden.add(lower);
    const [kind, detail] = cte.isCreated ? (['table', 'created above'] as const) : (['cte', 'WITH'] as const);
    candidates.push({ label: cte.name, kind, insert: quoteFor(context, cte.name), detail, rank: i - 200 });
  });
  const related = relatedTables(context);
  const joined = new Set(scope.relations.map(({ path }) => path.at(-1)?.toLowerCase()));
  for (const table of knowledge.catalog.tables) {
    if (hidden.has(table.name.toLowerCase()) || !context.fits(table.name)) continue;
    if (only === 'tables' && isSystemTable(table)) continue;
    const candidate = tableCandidate(context, table, related);
    // A table is joined to itself less often than to another.
    candidates.push(joined.has(table.name.toLowerCase()) ? { ...candidate, rank: candidate.rank + 60 } : candidate);
  }
  return candidates;
}

function tableCandidate(context: Context, table: TableInfo, related: ReadonlySet<TableInfo>): Candidate {
  const { knowledge, habits } = context;
  const name = table.name.toLowerCase();
  const rank = -Math.min(habits.uses.get(name) ?? 0, 20) - (related.has(table) ? 30 : 0);
  const candidate = {
    label: table.name,
    kind: table.kind,
    insert: quoteFor(context, table.name),
    ...detailOf(table),
    rank,
  };
  if (isInSearchPath(table, knowledge.catalog)) return candidate;
  const label = pathTo(table, context);
  const system = isSystemTable(table) ? 1000 : 100;
  return {
    ...candidate,
    label: label.join('.'),
    insert: label.map((part) => quoteFor(context, part)).join('.'),
    filterText: table.name,
    rank: rank + system,
  };
}

function detailOf({ columns, estimatedRows, kind }: TableInfo): { detail: string; documentation: string } {
  const documentation = columns.slice(0, 30).map(({ name, type }) => `${name} ${type}`);
  if (columns.length > 30) documentation.push('…');
  return {
    detail: `${kind}, ${columns.length} columns${rowEstimate(estimatedRows)}`,
    documentation: documentation.join('\n'),
  };
}

/** As short as reaches it. */
function pathTo({ database, schema, name }: TableInfo, { knowledge }: Context): string[] {
  if (database === knowledge.catalog.database) return [schema, name];
  if (schema === 'information_schema' || schema === 'pg_catalog') return [schema, name];
  return schema === 'main' ? [database, name] : [database, schema, name];
}

/** Tables that have a key of what is in scope, or that one of its keys is named for: those are what is joined next. */
function relatedTables({ relations, scope, knowledge, cursor }: Context): ReadonlySet<TableInfo> {
  const related = new Set<TableInfo>();
  if (cursor.qualifier.length > 0 || scope.clause !== 'from') return related;
  const { byKey } = tableIndex(knowledge.catalog);
  for (const { columns, depth, relation } of relations) {
    if (depth > 0) continue;
    const table = relation.path.at(-1);
    const keys = columns.map(({ name }) => name.toLowerCase());
    if (table !== undefined) keys.push(keyTo(table));
    for (const key of keys) for (const other of byKey.get(key) ?? []) related.add(other);
  }
  return related;
}

function qualifiedTables(context: Context): Candidate[] {
  const { cursor, knowledge } = context;
  const [first = '', second] = cursor.qualifier;
  const { catalog } = knowledge;
  const isDatabase = [...tableIndex(catalog).schemas.keys()].some((name) => isSameName(name, first));
  return catalog.tables.flatMap((table) => {
    const inSchema = second === undefined && isSameName(table.schema, first) && table.database === catalog.database;
    const isSystem = second === undefined && isSameName(table.schema, first) && isSystemTable(table);
    const inDatabase =
      isDatabase &&
      isSameName(table.database, first) &&
      isSameName(table.schema, second ?? defaultSchema(table, catalog.schema));
    if (!(inSchema || inDatabase || isSystem) || !context.fits(table.name)) return [];
    const rank = -(context.habits.uses.get(table.name.toLowerCase()) ?? 0);
    return [
      {
        label: table.name,
        kind: table.kind,
        insert: quoteFor(context, table.name),
        describe: () => detailOf(table),
        rank,
      },
    ];
  });
}

function defaultSchema({ database }: TableInfo, schema: string): string {
  return database === 'sys' || database === 'system' ? 'main' : schema;
}

/** Schemas and databases: behind a database its schemas. */
export function schemaCandidates(context: Context): Candidate[] {
  const { cursor, knowledge } = context;
  const { schemas } = tableIndex(knowledge.catalog);
  const [first] = cursor.qualifier;
  const candidate = (name: string, kind: 'schema' | 'database', rank: number): Candidate[] =>
    context.fits(name) ? [{ label: name, kind, insert: quoteFor(context, name), detail: kind, rank }] : [];
  if (first !== undefined) {
    if (cursor.qualifier.length > 1) return [];
    const known = [...schemas].find(([database]) => isSameName(database, first))?.[1] ?? [];
    return [...known].flatMap((schema) => candidate(schema, 'schema', 0));
  }
  const own = schemas.get(knowledge.catalog.database) ?? [];
  return [
    ...[...own].flatMap((schema) =>
      candidate(schema, 'schema', ['information_schema', 'pg_catalog'].includes(schema) ? 20 : 0),
    ),
    ...[...schemas.keys()].flatMap((database) => candidate(database, 'database', database === 'system' ? 20 : 10)),
  ];
}

/** Files, in quotes unless they are typed already. */
export function fileCandidates(context: Context): Candidate[] {
  const { cursor, knowledge } = context;
  return knowledge.catalog.files.flatMap((file, i) => {
    if (!context.fits(file)) return [];
    const quoted = quoteString(file);
    const insert = cursor.string ? quoted.slice(1, cursor.string.isUnclosed ? undefined : -1) : quoted;
    return [{ label: file, kind: 'file' as const, insert, detail: 'file', rank: i }];
  });
}

/** A name as it has to be written here. */
export function quoteFor({ cursor, knowledge }: Context, name: string): string {
  return cursor.isQuoted ? `"${name.replaceAll('"', '""')}"` : quoteName(name, knowledge.engine?.keywords);
}
