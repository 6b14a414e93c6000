import type { CApi, ConnectionHandle } from './c-api';

/** A `std::string` that keeps its text inside: 10 bytes, then a NUL and the length. */
const SHORT_STRING_BYTES = 12;

/**
 * Makes an attached database read-only for every user; the engine has no SQL for it once the database is open.
 *
 * @param database a name of at most 10 ASCII characters
 */
export function setReadOnly(api: CApi, connection: ConnectionHandle, database: string): void {
  const { memory, exports } = api;
  if (database.length > SHORT_STRING_BYTES - 2) throw new RangeError(`The name ${database} is too long.`);
  const name = memory.allocate(SHORT_STRING_BYTES);
  memory.bytes.fill(0, name, name + SHORT_STRING_BYTES);
  memory.bytes.set(new TextEncoder().encode(database), name);
  memory.bytes[name + SHORT_STRING_BYTES - 1] = database.length;
  const shared = memory.allocate(8);
  const manager = exports._ZN6duckdb15DatabaseManager3GetERNS_13ClientContextE(api.clientContext(connection));
  exports._ZN6duckdb15DatabaseManager11GetDatabaseERKNSt3__212basic_stringIcNS1_11char_traitsIcEENS1_9allocatorIcEEEE(
    shared,
    manager,
    name,
  );
  // The reference behind the shared pointer is kept for good: the catalog stays for as long as the session.
  const attached = memory.u32(shared);
  memory.free(shared);
  memory.free(name);
  if (attached === 0) throw new Error(`There is no database ${database} to make read-only.`);
  exports._ZN6duckdb16AttachedDatabase19SetReadOnlyDatabaseEv(attached);
}
