import type { CApi, ConnectionHandle, PreparedHandle } from './c-api';
import type { Memory } from './memory';
import { kindOf } from './parsed-statement';
import type { StatementKind } from './statement-kind';

// Offsets inside C++ objects of this release; the self-test of the C API holds them against the engine.
const STATEMENT = 20;
const STATEMENT_DATA = 8;
const DATA_PARSED = 4;
const DATA_PLAN = 8;
const DATA_READS = 40;
const DATA_WRITES = 60;
const DATA_BINDS_AGAIN = 96;
const PLAN_OPERATORS = 48;
const OPERATOR_TYPE = 32;
const SCAN_FUNCTION_NAME = 92;
const SCAN_BIND_DATA = 324;
const LOGGING_STORAGE = 40;
const PREPARE_DATA = 100;
const CONTEXT_CLIENT_DATA = 216;
const CONTEXT_ACTIVE_QUERY = 256;
const ACTIVE_STATEMENT = 12;
const CLIENT_DATA_PREPARED = 16;

// A hash map of libc++: its nodes are a list.
const MAP_FIRST = 8;
const NODE_KEY = 8;
const NODE_VALUE_AFTER_NAME = 20;

/** `PhysicalOperatorType`. */
const TABLE_SCAN = 21;
const PREPARE = 69;

/** What the engine found when it bound a statement: what would be touched if it ran. */
export interface Footprint {
  /** Databases that are read. */
  reads: string[];
  /** Databases whose rows or catalog are changed; temporary objects do not count. */
  writes: string[];
  /** Table functions in its plan, in lower case, by whatever way they came there. */
  tableFunctions: string[];
  /** Where the plan turns logging on: the storage that it names, in lower case. */
  loggingStorage: string | null;
  /** The kind of the statement that an EXECUTE runs; null for other statements. */
  executes: StatementKind | null;
}

/** A statement as the engine bound it. */
export type BoundHandle = number & { readonly handle?: 'bound' };

/** What the engine made of a statement when it was prepared. */
export function preparedStatement({ memory }: CApi, prepared: PreparedHandle): BoundHandle {
  return memory.u32(memory.u32(prepared + STATEMENT) + STATEMENT_DATA);
}

/** What the connection has started: another one than was prepared where its parameters made the engine bind it again. */
export function startedStatement(api: CApi, connection: ConnectionHandle): BoundHandle {
  return api.memory.u32(api.memory.u32(api.clientContext(connection) + CONTEXT_ACTIVE_QUERY) + ACTIVE_STATEMENT);
}

/** True for a statement that the engine binds once more when it starts: files may have changed since it was prepared. */
export function bindsAgain({ memory }: CApi, bound: BoundHandle): boolean {
  return memory.u8(bound + DATA_BINDS_AGAIN) === 1;
}

/** Spares a statement that is started at once the second binding, which looks at all its files anew. */
export function bindOnce({ memory }: CApi, bound: BoundHandle): void {
  memory.bytes[bound + DATA_BINDS_AGAIN] = 0;
}

/** @param executed name of the prepared statement that this one runs by name; null where it runs none */
export function readFootprint(
  api: CApi,
  connection: ConnectionHandle,
  bound: BoundHandle,
  executed: string | null,
): Footprint {
  const { memory } = api;
  const footprint: Footprint = {
    reads: mapKeys(memory, bound + DATA_READS),
    writes: mapKeys(memory, bound + DATA_WRITES),
    tableFunctions: [],
    loggingStorage: null,
    executes: null,
  };
  readPlan(memory, bound, footprint);
  if (executed !== null) {
    const inner = findPrepared(memory, api.clientContext(connection), executed);
    if (inner !== undefined) {
      footprint.executes = kindOf(memory, memory.u32(inner + DATA_PARSED));
      readPlan(memory, inner, footprint);
    }
  }
  return footprint;
}

function readPlan(memory: Memory, data: number, footprint: Footprint): void {
  const plan = memory.u32(data + DATA_PLAN);
  // A statement whose parameters are not known yet has none.
  if (plan === 0) return;
  const end = memory.u32(plan + PLAN_OPERATORS + 4);
  for (let place = memory.u32(plan + PLAN_OPERATORS); place < end; place += 4) {
    const operator = memory.u32(place);
    const type = memory.u8(operator + OPERATOR_TYPE);
    if (type === PREPARE) readPlan(memory, memory.u32(operator + PREPARE_DATA), footprint);
    if (type !== TABLE_SCAN) continue;
    const name = memory.readStdString(operator + SCAN_FUNCTION_NAME).toLowerCase();
    footprint.tableFunctions.push(name);
    if (name === 'enable_logging') {
      footprint.loggingStorage = memory
        .readStdString(memory.u32(operator + SCAN_BIND_DATA) + LOGGING_STORAGE)
        .toLowerCase();
    }
  }
}

function findPrepared(memory: Memory, context: number, name: string): number | undefined {
  const map = memory.u32(context + CONTEXT_CLIENT_DATA) + CLIENT_DATA_PREPARED;
  const wanted = foldAscii(name);
  for (let node = memory.u32(map + MAP_FIRST); node !== 0; node = memory.u32(node)) {
    if (foldAscii(memory.readStdString(node + NODE_KEY)) === wanted) {
      return memory.u32(node + NODE_VALUE_AFTER_NAME);
    }
  }
  return undefined;
}

/** As the engine compares names: other letters than these keep their case. */
function foldAscii(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function mapKeys(memory: Memory, map: number): string[] {
  const keys: string[] = [];
  for (let node = memory.u32(map + MAP_FIRST); node !== 0; node = memory.u32(node)) {
    keys.push(memory.readStdString(node + NODE_KEY));
  }
  return keys;
}
