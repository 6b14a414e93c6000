import { QueryError } from '../protocol/error';
import type { Extracted } from './c-api/c-api';
import { nameAt, tokenStarts, type Tokenizer } from './statements';

/**
 * Refuses what would make the engine fetch an extension: the build brings none, and a fetch that fails takes the engine with it.
 *
 * @throws QueryError `MISSING_EXTENSION_ERROR`
 */
export function refuseExtensions(bindings: Tokenizer, { kinds, innerKinds }: Extracted, sql: string): void {
  const all = new Set([...kinds, ...innerKinds]);
  if (!all.has('load') && !all.has('update-extensions') && !(all.has('attach') && needsExtension(bindings, sql)))
    return;
  throw new QueryError({
    code: 'MISSING_EXTENSION_ERROR',
    message: 'Extensions of DuckDB cannot be installed or loaded here.',
    statementIndex: 0,
    hint: 'CSV, JSON, Parquet, Arrow, Excel and SQLite files can be read without one, and so can addresses.',
  });
}

/** True for an ATTACH of another database's file: `(TYPE sqlite)`. */
function needsExtension(bindings: Tokenizer, sql: string): boolean {
  const words = tokenStarts(bindings, sql)
    .map((start) =>
      sql[start] === "'"
        ? sql
            .slice(start + 1)
            .split("'", 1)[0]
            ?.toLowerCase()
        : nameAt(sql, start),
    )
    .filter((word) => word !== '');
  const type = words.lastIndexOf('type');
  return type >= 0 && words[type + 1] !== 'duckdb';
}
