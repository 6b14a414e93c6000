import { QueryError } from '../protocol/error';
import type { Parameters, ParameterValue } from '../protocol/query';
import type { CApi, PreparedHandle } from './c-api/c-api';

/**
 * Binds every parameter of a prepared statement, by position or by name.
 *
 * @throws QueryError `INVALID_INPUT_ERROR` when values are missing or left over.
 * @throws EngineError when the engine refuses a value.
 */
export function bindParameters(api: CApi, prepared: PreparedHandle, params: Parameters | undefined): void {
  const names = api.parameterNames(prepared).map((name) => name.toLowerCase());
  if (names.length === 0 && params === undefined) return;
  const values = byName(params);
  const missing = names.filter((name) => !values.has(name));
  const left = [...values.keys()].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw invalidInput(
      `No value was given for the ${missing.length === 1 ? 'parameter' : 'parameters'} ${missing.map(shown).join(', ')}.`,
      'Pass params: an array for ? and $1, an object for $name.',
    );
  }
  if (left.length > 0) {
    throw invalidInput(
      `The statement has no ${left.length === 1 ? 'parameter' : 'parameters'} ${left.map(shown).join(', ')}.`,
      `It has ${names.length === 0 ? 'none' : names.map(shown).join(', ')}.`,
    );
  }
  names.forEach((name, i) => {
    const value = values.get(name);
    checkBindable(name, value, 0);
    api.bind(prepared, i + 1, value ?? null);
  });
}

/** How deep lists may nest in a parameter. */
const MAX_DEPTH = 32;

/** What crosses a port may be anything that can be cloned: holes, cycles, maps. */
function checkBindable(name: string, value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw invalidInput(`The parameter ${shown(name)} is nested too deep.`, 'Pass flat lists.');
  if (Array.isArray(value)) {
    // A hole reads as undefined here, which is refused.
    for (const item of value as unknown[]) checkBindable(name, item, depth + 1);
  } else if (value === undefined || value instanceof Map || value instanceof Set) {
    throw invalidInput(
      `The parameter ${shown(name)} has no value that SQL knows.`,
      'Pass null, a number, text, a date, bytes or a list.',
    );
  }
}

/** Positions are the engine's names `1`, `2`, …; names count without regard to case, as in the engine. */
function byName(params: Parameters | undefined): Map<string, ParameterValue> {
  if (params === undefined) return new Map();
  if (Array.isArray(params)) return new Map(Array.from(params, (value, i) => [String(i + 1), value]));
  return new Map(Object.entries(params).map(([name, value]) => [name.toLowerCase(), value]));
}

function shown(name: string): string {
  return `$${name}`;
}

function invalidInput(message: string, hint: string): QueryError {
  return new QueryError({ code: 'INVALID_INPUT_ERROR', message, statementIndex: 0, hint });
}
