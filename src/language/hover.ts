import { columnsOfRelation, cteOf } from './columns';
import { columnText, functionText, relationText, settingText, tableText, typeText } from './documentation';
import type { Knowledge } from './knowledge';
import { isSameName } from './quoting';
import { scopeAt, type Scope, type ScopedRelation } from './scope';
import { rangeAt } from './statement-at';
import { statementsOf } from './statements';
import { findTable } from './tables';
import type { TextRange } from './text-range';

/** What there is to know of a word. */
export interface Hover {
  range: TextRange;
  markdown: string;
}

/** What is known of the name at an offset: a function, setting, relation, column or type. */
export async function hoverAt(text: string, offset: number, knowledge: Knowledge): Promise<Hover | undefined> {
  const statement = rangeAt(statementsOf(text), text, offset);
  if (!statement) return undefined;
  await knowledge.settled();
  const token = statement.tokens.find(({ start, end }) => start <= offset && offset < end);
  if (!token) return undefined;
  const scope = scopeAt(statement, text, token.end);
  const { list } = scope;
  const index = statement.tokens.indexOf(token);
  const range = { start: token.start, end: token.end };
  const named = scope.relations.find(
    ({ nameRange, aliasRange }) => isWithin(range, nameRange) || isWithin(range, aliasRange),
  );
  if (!list.isName(index)) return named && wrap(range, await aboutRelation(named, scope, knowledge));
  const name = list.name(index);
  const { engine } = knowledge;
  if (list.isMark(index + 1, '(')) {
    const info = engine?.functions.get(name.toLowerCase());
    return info && wrap(range, functionText(info));
  }
  if (list.isWord(index - 1, 'SET', 'RESET', 'PRAGMA', 'GLOBAL', 'SESSION', 'LOCAL')) {
    const setting = engine?.settings.get(name.toLowerCase());
    if (setting) return wrap(range, settingText(setting));
  }
  if (named) return wrap(range, await aboutRelation(named, scope, knowledge));
  const qualifier = list.isMark(index - 1, '.') && list.isName(index - 2) ? list.name(index - 2) : undefined;
  if (qualifier === undefined) {
    const relation = scope.relations.find((each) => isSameName(nameOfRelation(each), name));
    if (relation && list.isMark(index + 1, '.')) return wrap(range, await aboutRelation(relation, scope, knowledge));
  }
  const column = await aboutColumn(name, qualifier, scope, knowledge);
  if (column !== undefined) return wrap(range, column);
  const type = engine && token.kind === 'word' ? typeText(name, engine) : undefined;
  return type === undefined ? undefined : wrap(range, type);
}

function wrap(range: TextRange, markdown: string): Hover {
  return { range, markdown };
}

function isWithin({ start, end }: TextRange, outer: TextRange | undefined): boolean {
  return outer !== undefined && outer.start <= start && end <= outer.end;
}

function nameOfRelation({ alias, path }: ScopedRelation): string {
  return alias ?? path.at(-1) ?? '';
}

async function aboutRelation(relation: ScopedRelation, scope: Scope, knowledge: Knowledge): Promise<string> {
  const cte = cteOf(relation, scope.ctes);
  const table = relation.kind === 'table' && !cte ? findTable(knowledge.catalog, relation.path) : undefined;
  if (table) return tableText(table);
  const what = cte ? 'common table expression' : relation.kind === 'function' ? 'table function' : relation.kind;
  const columns = await columnsOfRelation(relation, scope, knowledge);
  return relationText(nameOfRelation(relation), what, columns);
}

async function aboutColumn(
  name: string,
  qualifier: string | undefined,
  scope: Scope,
  knowledge: Knowledge,
): Promise<string | undefined> {
  for (const relation of scope.relations) {
    const owner = nameOfRelation(relation);
    if (qualifier !== undefined && !isSameName(owner, qualifier)) continue;
    const columns = await columnsOfRelation(relation, scope, knowledge);
    const column = columns.find((each) => isSameName(each.name, name));
    if (!column) continue;
    const isTable = relation.kind === 'table' && !cteOf(relation, scope.ctes) && relation.columnAliases.length === 0;
    const table = isTable ? findTable(knowledge.catalog, relation.path) : undefined;
    const profile = table?.kind === 'table' ? await knowledge.profileOf(table, column.name) : undefined;
    return columnText(column, table?.name ?? owner, profile);
  }
  return undefined;
}
