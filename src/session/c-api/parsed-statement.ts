import type { Memory } from './memory';
import { statementKind, type StatementKind } from './statement-kind';

// Offsets inside the parser's objects of this release; the self-test of the C API holds them against the engine.
const TYPE = 4;
const INNER_STATEMENT = 56;
const IS_ANALYZED = 60;
const INFO = 56;
const NAME = 56;
const SET_SCOPE = 68;
const COPY_IS_FROM = 56;
const INFO_NAME = 8;
const ATTACH_PATH = 20;
const ENTRY_TYPE = 5;
const CREATED_SCHEMA = 20;
const DROPPED_NAME = 32;

/** `SetScope`. */
const SCOPES: Record<number, SettingScope> = { 0: 'automatic', 1: 'session', 2: 'session', 3: 'global' };
const SCOPE_SESSION = 2;

/** `CatalogType`. */
const ENTRIES: Record<number, 'schema' | 'type' | 'secret'> = { 2: 'schema', 8: 'type', 0x47: 'secret' };

export type SettingScope = 'automatic' | 'session' | 'global';

/** What a statement is about, where a rule asks. Names are as written, without quotes. */
export type Subject =
  | { type: 'setting'; name: string; scope: SettingScope }
  /** Of CREATE and DROP. */
  | { type: 'schema' | 'type' | 'secret'; name: string }
  /** Of ATTACH and DETACH; an ATTACH without a name takes it from its path. */
  | { type: 'database'; name: string; path: string }
  | { type: 'pragma' | 'prepared'; name: string };

/** What parsing tells of a statement. */
export interface Parsed {
  kind: StatementKind;
  /** What an EXPLAIN or PREPARE is about in the end, however deep they nest; null for other kinds. */
  innerKind: StatementKind | null;
  /** Its own kind and those of all statements inside. */
  kinds: StatementKind[];
  /** False for an EXPLAIN that only shows its plan, and for a PREPARE: they do not run the statement inside. */
  runsInner: boolean;
  /** Of the statement inside, where there is one. */
  subject: Subject | null;
}

/** Reads a parsed statement, given its address. */
export function readParsed(memory: Memory, statement: number): Parsed {
  const chain = chainOf(memory, statement);
  const kinds = chain.map((each) => kindOf(memory, each));
  const [kind = 'unknown', ...inside] = kinds;
  return {
    kind,
    innerKind: inside.at(-1) ?? null,
    kinds,
    runsInner: kind === 'explain' && inside[0] !== 'prepare' && memory.u8(statement + IS_ANALYZED) === 1,
    subject: subjectOf(memory, chain.at(-1) ?? statement, kinds.at(-1) ?? kind),
  };
}

/** The kind of a parsed statement, given its address. */
export function kindOf(memory: Memory, statement: number): StatementKind {
  const kind = statementKind(memory.u8(statement + TYPE));
  const isFrom = kind === 'copy' && memory.u8(memory.u32(statement + INFO) + COPY_IS_FROM) === 1;
  return isFrom ? 'copy-from' : kind;
}

/** Makes a SET or RESET one of the connection alone, where it would have been one of the whole database instance. */
export function narrowSetting(memory: Memory, statement: number): void {
  memory.bytes[(chainOf(memory, statement).at(-1) ?? statement) + SET_SCOPE] = SCOPE_SESSION;
}

/** A statement, the one that it explains or prepares, and so on. */
function chainOf(memory: Memory, statement: number): number[] {
  const kind = kindOf(memory, statement);
  const hasInner = kind === 'explain' || kind === 'prepare';
  return hasInner ? [statement, ...chainOf(memory, memory.u32(statement + INNER_STATEMENT))] : [statement];
}

function subjectOf(memory: Memory, statement: number, kind: StatementKind): Subject | null {
  const info = memory.u32(statement + INFO);
  switch (kind) {
    case 'set': {
      const scope = SCOPES[memory.u8(statement + SET_SCOPE)];
      return scope === undefined
        ? null
        : { type: 'setting', name: memory.readStdString(statement + NAME).toLowerCase(), scope };
    }
    case 'execute':
      return { type: 'prepared', name: memory.readStdString(statement + NAME) };
    case 'pragma':
      return { type: 'pragma', name: memory.readStdString(info + INFO_NAME).toLowerCase() };
    case 'attach':
      return {
        type: 'database',
        name: memory.readStdString(info + INFO_NAME),
        path: memory.readStdString(info + ATTACH_PATH),
      };
    case 'detach':
      return { type: 'database', name: memory.readStdString(info + INFO_NAME), path: '' };
    case 'create':
    case 'drop': {
      const type = ENTRIES[memory.u8(info + ENTRY_TYPE)];
      if (type === undefined) return null;
      return {
        type,
        name: type === 'type' ? '' : memory.readStdString(info + (kind === 'create' ? CREATED_SCHEMA : DROPPED_NAME)),
      };
    }
    default:
      return null;
  }
}
