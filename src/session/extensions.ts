import { QueryError } from '../protocol/error';
import type { Extracted } from './c-api/c-api';
import { EngineError } from './c-api/error';
import { textsOf, type Connection } from './connection';
import { nameAt, tokenStarts, type Tokenizer } from './statements';

/**
 * What a session begins with: no function fetches an extension from another origin unasked, and hangs where there is no network.
 *
 * @param url of a folder with extensions, which are fetched from there when something needs them
 */
export function extensionSettings(url: string | undefined): string {
  const isOn = String(url !== undefined);
  const repository = url === undefined ? '' : `SET custom_extension_repository = '${url.replaceAll("'", "''")}'; `;
  return `${repository}SET autoinstall_known_extensions = ${isOn}; SET autoload_known_extensions = ${isOn}`;
}

/**
 * True where the session has a folder to load them from, by the build or by an admin's SET.
 *
 * @param connection on which nothing is running
 */
export function hasExtensions(connection: Connection): boolean {
  try {
    return textsOf(connection, `SELECT current_setting('custom_extension_repository')`)[0] !== '';
  } catch (thrown) {
    // In a transaction that has failed, where nothing is loaded either: the engine says why.
    if (thrown instanceof EngineError) return true;
    throw thrown;
  }
}

/** The address of an extension, as the engine asks for it. */
export function isExtension(address: string): boolean {
  return address.endsWith('.duckdb_extension.wasm');
}

/** True for what would make the engine fetch an extension. */
export function asksForExtension(bindings: Tokenizer, { kinds, innerKinds }: Extracted, sql: string): boolean {
  const all = new Set([...kinds, ...innerKinds]);
  return all.has('load') || all.has('update-extensions') || (all.has('attach') && needsExtension(bindings, sql));
}

export function noExtensions(): QueryError {
  return new QueryError({
    code: 'MISSING_EXTENSION_ERROR',
    message: 'Extensions of DuckDB cannot be installed or loaded here.',
    statementIndex: 0,
    hint: 'CSV, JSON, Parquet, Arrow, Excel and SQLite files can be read without one. For others, point the page at a folder of extensions: docs/data.md.',
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

/**
 * Refuses to write to an address, which the engine would report as done.
 *
 * @throws QueryError `IO_ERROR`
 */
export function refuseUpload(bindings: Tokenizer, { kinds, innerKinds }: Extracted, sql: string): void {
  if (![...kinds, ...innerKinds].includes('copy')) return;
  const starts = tokenStarts(bindings, sql);
  const target = starts.findIndex((start, i) => nameAt(sql, start) === 'to' && sql[starts[i + 1] ?? 0] === "'");
  if (target < 0 || !/^'\w+:\/\//.test(sql.slice(starts[target + 1]))) return;
  throw new QueryError({
    code: 'IO_ERROR',
    message: 'Nothing can be written to an address from here.',
    statementIndex: 0,
    hint: 'Run the query and save its result, then upload the file.',
  });
}
