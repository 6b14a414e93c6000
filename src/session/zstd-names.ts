import type { Connection } from './connection';
import { REPLACEMENT_PREFIX, REPLACEMENT_SUFFIX } from './replacement-names';

/**
 * The engine refuses every name that ends in `.zst` before it asks what stands in for it, and does not say which one it was. It does
 * not where a view has the name.
 */
export function refusesZstd(message: string): boolean {
  return message.includes('required for reading zst compressed file');
}

/** Has a file that is packed by zstd found by its name, on one connection. @throws EngineError where it has not been read yet */
export function nameZstd(connection: Connection, name: string): void {
  const quoted = name.replaceAll('"', '""');
  const asked = `${REPLACEMENT_PREFIX}${quoted}${REPLACEMENT_SUFFIX}`;
  connection.run(`CREATE OR REPLACE TEMP VIEW "${quoted}" AS FROM "${asked}"`);
}
