import type { DataType, Field, ScalarKind } from '../../protocol/data-type';
import type { CApi } from './c-api';

/** `duckdb_type`: the engine's numbers of the scalar types. */
const SCALARS: Record<number, ScalarKind> = {
  1: 'BOOLEAN',
  2: 'TINYINT',
  3: 'SMALLINT',
  4: 'INTEGER',
  5: 'BIGINT',
  6: 'UTINYINT',
  7: 'USMALLINT',
  8: 'UINTEGER',
  9: 'UBIGINT',
  10: 'FLOAT',
  11: 'DOUBLE',
  12: 'TIMESTAMP',
  13: 'DATE',
  14: 'TIME',
  15: 'INTERVAL',
  16: 'HUGEINT',
  17: 'VARCHAR',
  20: 'TIMESTAMP_S',
  21: 'TIMESTAMP_MS',
  22: 'TIMESTAMP_NS',
  27: 'UUID',
  29: 'BIT',
  30: 'TIMETZ',
  31: 'TIMESTAMPTZ',
  32: 'UHUGEINT',
  35: 'BIGNUM',
  36: 'NULL',
  39: 'TIME_NS',
};

const BLOB = 18;
const DECIMAL = 19;
const ENUM = 23;
const LIST = 24;
const STRUCT = 25;
const MAP = 26;
const UNION = 28;
const ARRAY = 33;

/** `DUCKDB_TYPE_VARCHAR`. */
export const VARCHAR = 17;

/** Describes a logical type. The handle stays the caller's. */
export function readLogicalType(api: CApi, type: number): DataType {
  const described = describe(api, type);
  return described ?? { kind: 'TEXT', name: typeName(api, type) };
}

/** Null where the type, or one inside it, has a layout that is not known: the engine then gives text. */
function describe(api: CApi, type: number): DataType | null {
  const { exports } = api;
  const name = typeName(api, type);
  const id = exports.duckdb_get_type_id(type);
  const scalar = SCALARS[id];
  if (scalar) return { kind: scalar, name };
  switch (id) {
    case BLOB:
      return { kind: 'BLOB', name };
    case DECIMAL:
      return {
        kind: 'DECIMAL',
        name,
        width: exports.duckdb_decimal_width(type),
        scale: exports.duckdb_decimal_scale(type),
      };
    case ENUM: {
      const size = exports.duckdb_enum_dictionary_size(type);
      const labels = Array.from({ length: size }, (_, i) =>
        takeText(api, exports.duckdb_enum_dictionary_value(type, i, 0)),
      );
      return { kind: 'ENUM', name, labels };
    }
    case LIST: {
      const child = describeChild(api, exports.duckdb_list_type_child_type(type));
      return child && { kind: 'LIST', name, child };
    }
    case ARRAY: {
      const child = describeChild(api, exports.duckdb_array_type_child_type(type));
      return child && { kind: 'ARRAY', name, child, size: exports.duckdb_array_type_array_size(type) };
    }
    case MAP: {
      const key = describeChild(api, exports.duckdb_map_type_key_type(type));
      const value = describeChild(api, exports.duckdb_map_type_value_type(type));
      return key && value && { kind: 'MAP', name, key, value };
    }
    case STRUCT: {
      const fields = describeFields(
        api,
        exports.duckdb_struct_type_child_count(type),
        (i) => exports.duckdb_struct_type_child_name(type, i, 0),
        (i) => exports.duckdb_struct_type_child_type(type, i, 0),
      );
      return fields && { kind: 'STRUCT', name, fields };
    }
    case UNION: {
      const members = describeFields(
        api,
        exports.duckdb_union_type_member_count(type),
        (i) => exports.duckdb_union_type_member_name(type, i, 0),
        (i) => exports.duckdb_union_type_member_type(type, i, 0),
      );
      return members && { kind: 'UNION', name, members };
    }
    default:
      return null;
  }
}

function describeFields(
  api: CApi,
  count: number,
  nameOf: (index: number) => number,
  typeOf: (index: number) => number,
): Field[] | null {
  const fields: Field[] = [];
  for (let i = 0; i < count; i++) {
    const type = describeChild(api, typeOf(i));
    if (!type) return null;
    fields.push({ name: takeText(api, nameOf(i)), type });
  }
  return fields;
}

/** Describes a type whose handle is ours, and gives the handle back. */
function describeChild(api: CApi, type: number): DataType | null {
  const described = describe(api, type);
  api.destroyLogicalType(type);
  return described;
}

function typeName(api: CApi, type: number): string {
  const out = api.memory.allocate(12);
  api.exports._ZNK6duckdb11LogicalType8ToStringEv(out, type);
  const name = api.memory.readStdString(out);
  // A long std::string owns its buffer, which is ours now.
  if (api.memory.u8(out + 11) & 0x80) api.exports.free(api.memory.u32(out));
  api.memory.free(out);
  return name;
}

function takeText(api: CApi, pointer: number): string {
  const text = api.memory.readCString(pointer);
  api.exports.duckdb_free(pointer);
  return text;
}
