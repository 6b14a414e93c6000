import type { ParameterValue } from '../../protocol/query';
import type { CApi } from './c-api';
import { EngineError } from './error';

/** A `duckdb_value` for what JavaScript holds; the caller destroys it. */
export function createValue(api: CApi, value: ParameterValue): number {
  const { exports, memory } = api;
  switch (typeof value) {
    case 'boolean':
      return exports.duckdb_create_bool(value ? 1 : 0);
    case 'number':
      if (Number.isInteger(value) && !Object.is(value, -0)) {
        if ((value | 0) === value) return exports.duckdb_create_int32(value);
        if (Number.isSafeInteger(value)) return createInteger(api, BigInt(value));
      }
      return exports.duckdb_create_double(value);
    case 'bigint':
      return createInteger(api, value);
    case 'string': {
      const text = memory.writeText(value);
      const native = exports.duckdb_create_varchar_length(text.pointer, text.byteLength, 0);
      memory.free(text.pointer);
      return native;
    }
    case 'object':
      break;
    default:
      throw new EngineError(`Invalid Input Error: A ${typeof value} cannot be a parameter.`);
  }
  if (value === null) return exports.duckdb_create_null_value();
  if (value instanceof Uint8Array) {
    const bytes = memory.writeBytes(value);
    const native = exports.duckdb_create_blob(bytes, value.byteLength, 0);
    memory.free(bytes);
    return native;
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime()))
      throw new EngineError('Invalid Input Error: An invalid Date cannot be a parameter.');
    const micros = BigInt(value.getTime()) * 1000n;
    return exports.duckdb_create_timestamp(lowHalf(micros), highHalf(micros));
  }
  if (Array.isArray(value)) return createList(api, value);
  throw new EngineError('Invalid Input Error: An object cannot be a parameter; pass its values one by one.');
}

function createInteger(api: CApi, value: bigint): number {
  const { exports, memory } = api;
  if (BigInt.asIntN(64, value) === value) {
    return exports.duckdb_create_int64(lowHalf(value), highHalf(value));
  }
  const isHuge = BigInt.asIntN(128, value) === value;
  if (!isHuge && BigInt.asUintN(128, value) !== value) {
    throw new EngineError(`Invalid Input Error: The parameter ${String(value)} does not fit 128 bits.`);
  }
  const halves = memory.allocate(16);
  memory.view.setBigUint64(halves, BigInt.asUintN(64, value), true);
  memory.view.setBigInt64(halves + 8, BigInt.asIntN(64, value >> 64n), true);
  const native = isHuge ? exports.duckdb_create_hugeint(halves) : exports.duckdb_create_uhugeint(halves);
  memory.free(halves);
  return native;
}

function createList(api: CApi, items: ParameterValue[]): number {
  const { exports, memory } = api;
  // Numbers of one list are of one type: a fraction among them makes all of them DOUBLE.
  const isFractional = items.some((item) => typeof item === 'number' && !Number.isInteger(item));
  const values = items.map((item) =>
    isFractional && typeof item === 'number' ? exports.duckdb_create_double(item) : createValue(api, item),
  );
  const pointers = memory.allocate(4 * Math.max(1, values.length));
  values.forEach((native, i) => {
    memory.setU32(pointers + 4 * i, native);
  });
  // Items of one list have one type; the first that is not NULL says which.
  const firstTyped = items.findIndex((item) => item !== null);
  const typed = values[Math.max(0, firstTyped)];
  const type = typed === undefined ? exports.duckdb_create_logical_type(SQLNULL) : exports.duckdb_get_value_type(typed);
  const list = exports.duckdb_create_list_value(type, pointers, values.length, 0) >>> 0;
  if (typed === undefined) api.destroyLogicalType(type);
  for (const native of values) api.destroyValue(native);
  memory.free(pointers);
  if (list === 0) throw new EngineError('Invalid Input Error: The items of a list parameter must have one type.');
  return list;
}

function lowHalf(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

function highHalf(value: bigint): number {
  return Number(BigInt.asIntN(32, value >> 32n));
}

/** `DUCKDB_TYPE_SQLNULL`. */
const SQLNULL = 36;
