import { isRole } from '../client/run-as';
import type { RunOptions } from './playground-driver';

/** What a framing page may ask, with its arguments held against what they can be. */
export type FrameCall =
  | { method: 'run'; sql: string | undefined; options: RunOptions }
  | { method: 'cancel'; queryId: string | undefined }
  | { method: 'setSql'; sql: string }
  | { method: 'getSql' };

/** What each method takes, in order: in a list, or by these names in an object. */
const parameters: Record<FrameCall['method'], readonly string[]> = {
  run: ['sql', 'options'],
  cancel: ['queryId'],
  setSql: ['sql'],
  getSql: [],
};

const OPTIONS = ['params', 'namespace', 'role', 'maxRows', 'timeoutMs'];

/** @throws TypeError with a sentence that says what was expected. */
export function readCall(method: unknown, args: unknown): FrameCall {
  if (!isMethod(method)) {
    throw new TypeError(`There is no method ${String(method)}. There are ${Object.keys(parameters).join(', ')}.`);
  }
  const { sql, options, queryId } = named(method, args);
  switch (method) {
    case 'run': {
      const call = { method, sql: optionalText('run', 'sql', sql), options: readOptions(options) };
      // The editor's text runs as it is.
      if (call.sql === undefined) refuseOthers('run without SQL', call.options, ['role']);
      return call;
    }
    case 'cancel':
      return { method, queryId: optionalText('cancel', 'queryId', queryId) };
    case 'setSql':
      if (typeof sql !== 'string') throw new TypeError('setSql takes SQL text.');
      return { method, sql };
    case 'getSql':
      return { method };
    default:
      return method satisfies never;
  }
}

function isMethod(method: unknown): method is FrameCall['method'] {
  return typeof method === 'string' && Object.hasOwn(parameters, method);
}

function named(method: FrameCall['method'], args: unknown): Record<string, unknown> {
  const names = parameters[method];
  if (args === undefined || args === null) return {};
  if (Array.isArray(args)) {
    if (args.length > names.length) throw new TypeError(`${method} takes ${names.length} arguments at most.`);
    return Object.fromEntries(args.map((value: unknown, i): [string, unknown] => [names[i] ?? '', value]));
  }
  if (!isPlainObject(args)) throw new TypeError('args is a list of arguments, or an object with their names.');
  refuseOthers(method, args, names);
  return args;
}

function readOptions(options: unknown = {}): RunOptions {
  if (options === null) return {};
  if (!isPlainObject(options)) throw new TypeError('The options of run are an object.');
  refuseOthers('run', options, OPTIONS);
  const { role, namespace } = options;
  if (role !== undefined && !isRole(role)) throw new TypeError('A role is reader, author or admin.');
  optionalText('run', 'namespace', namespace);
  return options;
}

function refuseOthers(method: string, given: object, names: readonly string[]): void {
  const other = Object.keys(given).find((name) => !names.includes(name));
  if (other !== undefined) throw new TypeError(`${method} takes ${names.join(', ') || 'nothing'}, and no ${other}.`);
}

function optionalText(method: string, name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new TypeError(`The ${name} of ${method} is text.`);
  return value;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
