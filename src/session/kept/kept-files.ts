import { BROWSER_RUNTIME, DuckDBDataProtocol, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import { QueryError } from '../../protocol/error';
import type { FilePair } from './file-pair';

/** The engine, as far as it is told of a failure. */
interface Module {
  ccall(name: 'duckdb_web_fail_with', returns: null, types: ['string'], values: [message: string]): void;
}

/** The bindings' ways to change a file. */
interface Writing {
  writeFile: (module: Module, fileId: number, buffer: number, bytes: number, location: number) => number;
  truncateFile: (module: Module, fileId: number, size: number) => void;
}

const { writeFile, truncateFile } = BROWSER_RUNTIME as unknown as Writing;

/** What a file cannot do is the statement's error. As the bindings have it, it would pass through the engine as a trap. */
function telling<Result>(module: Module, access: () => Result, otherwise: Result): Result {
  let message: string;
  try {
    return access();
  } catch (thrown) {
    message = thrown instanceof QueryError ? thrown.message : `A file could not be written: ${String(thrown)}`;
  }
  module.ccall('duckdb_web_fail_with', null, ['string'], [message]);
  return otherwise;
}

const told: Writing = {
  writeFile: (module, ...rest) => telling(module, () => writeFile(module, ...rest), 0),
  truncateFile: (module, ...rest) => {
    telling(
      module,
      () => {
        truncateFile(module, ...rest);
      },
      undefined,
    );
  },
};
Object.assign(BROWSER_RUNTIME, told);

/** The path by which SQL would attach a kept database. */
export function pathOf(name: string): string {
  return `opfs://dabble/${name}.db`;
}

/** Another one for a copy: what begins with `opfs:` the engine takes for a file that can be written. */
export function pathOfCopy(name: string): string {
  return `copies/${name}.db`;
}

/** Gives the engine a database's files. */
export function registerPair(bindings: DuckDBBindings, name: string, { database, log }: FilePair): void {
  const { BROWSER_FSACCESS } = DuckDBDataProtocol;
  bindings.registerFileHandle(pathOf(name), database, BROWSER_FSACCESS, true);
  bindings.registerFileHandle(`${pathOf(name)}.wal`, log, BROWSER_FSACCESS, true);
}

/** Gives the engine a copy that it can only read. */
export function registerCopy(bindings: DuckDBBindings, name: string, copy: File): void {
  bindings.registerFileHandle(pathOfCopy(name), copy, DuckDBDataProtocol.BROWSER_FILEREADER, true);
}

/** Takes a database's files away from the engine again. */
export function unregister(bindings: DuckDBBindings, name: string): void {
  bindings.dropFile(pathOf(name));
  bindings.dropFile(`${pathOf(name)}.wal`);
  bindings.dropFile(pathOfCopy(name));
}
