import { columnsByText, columnsOfRelation } from '../columns';
import type { ColumnInfo, Knowledge } from '../knowledge';
import type { Relation, Scope } from '../scope';

/** A relation with the columns that are known of it. */
export interface Resolved {
  relation: Relation;
  /** What its columns are qualified by. */
  name: string;
  depth: number;
  columns: readonly ColumnInfo[];
}

/**
 * The columns of relations, all asked for at once. What has not come when patience is over is answered by what the text tells.
 */
export async function resolveRelations(
  relations: Scope['relations'],
  scope: Scope,
  knowledge: Knowledge,
  patienceMs: number,
): Promise<{ resolved: Resolved[]; isComplete: boolean }> {
  let isComplete = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      isComplete = false;
      resolve(undefined);
    }, patienceMs);
  });
  const resolved = relations.map(async (relation) => {
    const columns = await Promise.race([columnsOfRelation(relation, scope, knowledge), patience]);
    const name =
      relation.alias ?? (relation.kind === 'file' ? fileStem(relation.path[0] ?? '') : (relation.path.at(-1) ?? ''));
    return {
      relation,
      name,
      depth: relation.depth,
      columns: columns ?? columnsByText(relation, scope.ctes, knowledge),
    };
  });
  const all = await Promise.all(resolved);
  clearTimeout(timer);
  return { resolved: all, isComplete };
}

/** What DuckDB calls a file that has no alias. */
function fileStem(path: string): string {
  return (/([^/]*?)(\.[^./]*)*$/.exec(path)?.[1] ?? path) || path;
}
