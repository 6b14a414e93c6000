import type { CApi, ConnectionHandle } from './c-api';
import type { Parsed } from './parsed-statement';
import {
  bindOnce,
  bindsAgain,
  preparedStatement,
  readFootprint,
  startedStatement,
  type Footprint,
} from './prepared-statement';

const PARSED: [sql: string, expected: Partial<Parsed>][] = [
  ['select 1', { kind: 'select', innerKind: null, subject: null }],
  ['explain analyze insert into t values (1)', { kind: 'explain', innerKind: 'insert', runsInner: true }],
  ['explain delete from t', { kind: 'explain', innerKind: 'delete', runsInner: false }],
  ["prepare p as copy t to 'x'", { kind: 'prepare', innerKind: 'copy' }],
  ["copy t from 'x'", { kind: 'copy-from' }],
  ['reset global Threads', { subject: { type: 'setting', name: 'threads', scope: 'global' } }],
  ['set variable x = 1', { kind: 'set', subject: null }],
  ['execute a_prepared_statement', { subject: { type: 'prepared', name: 'a_prepared_statement' } }],
  ['pragma enable_profiling', { subject: { type: 'pragma', name: 'enable_profiling' } }],
  ["attach 'a.db' as b", { subject: { type: 'database', name: 'b', path: 'a.db' } }],
  ['detach b', { subject: { type: 'database', name: 'b', path: '' } }],
  ['create schema a.b', { subject: { type: 'schema', name: 'b' } }],
  ['drop secret b', { subject: { type: 'secret', name: 'b' } }],
  ["create temp type b as enum ('c')", { subject: { type: 'type', name: '' } }],
];

/** Statements that bind in an empty database; the first prepares what the others run by name. */
const BOUND: [sql: string, expected: Partial<Footprint>][] = [
  ['prepare a_self_test as from checkpoint()', { tableFunctions: ['checkpoint'], executes: null }],
  ['execute A_Self_Test', { tableFunctions: ['checkpoint'], executes: 'select' }],
  ['create table t as from range(1)', { reads: [], writes: ['memory'], tableFunctions: ['range'] }],
  ["from enable_logging(storage = 'stdout')", { tableFunctions: ['enable_logging'], loggingStorage: 'stdout' }],
  ['select 1', { reads: [], writes: [], tableFunctions: [], loggingStorage: null, executes: null }],
  ['deallocate a_self_test', { writes: [], tableFunctions: [] }],
];

/** Holds every offset that rules depend on against the engine, on an empty database. False where one does not fit. */
export function checkLayout(api: CApi, connection: ConnectionHandle): boolean {
  return (
    PARSED.every(([sql, expected]) => {
      const extracted = api.extract(connection, sql);
      api.destroyExtracted(extracted.handle);
      return extracted.statements.length === 1 && fits(extracted.statements[0], expected);
    }) &&
    BOUND.every(([sql, expected]) => fits(bind(api, connection, sql), expected)) &&
    isBoundAgain(api, connection, 'select 1') === false &&
    isBoundAgain(api, connection, "from read_blob('*.none')") === true &&
    isBoundAgain(api, connection, "from read_blob('*.none')", true) === false
  );
}

/** What binding a statement gives; those about prepared statements are run, which takes one task. */
function bind(api: CApi, connection: ConnectionHandle, sql: string): Footprint | undefined {
  const extracted = api.extract(connection, sql);
  try {
    const prepared = api.prepare(connection, extracted, 0);
    try {
      const subject = extracted.statements[0]?.subject;
      const bound = preparedStatement(api, prepared);
      const footprint = readFootprint(api, connection, bound, subject?.type === 'prepared' ? subject.name : null);
      if (/^(prepare|deallocate)/.test(sql)) {
        const pending = api.start(prepared);
        const isStarted = startedStatement(api, connection) === bound;
        while (api.step(pending) === 'again');
        api.destroyResult(api.finish(pending));
        api.destroyPending(pending);
        if (!isStarted) return undefined;
      }
      return footprint;
    } finally {
      api.destroyPrepared(prepared);
    }
  } finally {
    api.destroyExtracted(extracted.handle);
  }
}

function fits<T extends object>(found: T | undefined, expected: Partial<T>): boolean {
  return Object.entries(expected).every(
    ([key, value]) => JSON.stringify(found?.[key as keyof T]) === JSON.stringify(value),
  );
}

/** Runs a statement, and tells whether it was bound once more by that. Undefined where that is not what was foreseen. */
function isBoundAgain(api: CApi, connection: ConnectionHandle, sql: string, isSpared = false): boolean | undefined {
  const extracted = api.extract(connection, sql);
  const prepared = api.prepare(connection, extracted, 0);
  const bound = preparedStatement(api, prepared);
  if (isSpared) bindOnce(api, bound);
  const isForeseen = bindsAgain(api, bound);
  const pending = api.start(prepared);
  const isAgain = startedStatement(api, connection) !== bound;
  while (api.step(pending) === 'again');
  api.destroyResult(api.finish(pending));
  api.destroyPending(pending);
  api.destroyPrepared(prepared);
  api.destroyExtracted(extracted.handle);
  return isAgain === isForeseen ? isAgain : undefined;
}
