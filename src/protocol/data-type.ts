/** The logical type of a column, as the engine names it, with what a decoder needs to read its values. */
export type DataType =
  | { kind: ScalarKind; name: string }
  | { kind: 'BLOB'; name: string }
  | { kind: 'DECIMAL'; name: string; width: number; scale: number }
  | { kind: 'ENUM'; name: string; labels: string[] }
  | { kind: 'LIST'; name: string; child: DataType }
  | { kind: 'ARRAY'; name: string; child: DataType; size: number }
  | { kind: 'STRUCT'; name: string; fields: Field[] }
  | { kind: 'MAP'; name: string; key: DataType; value: DataType }
  | { kind: 'UNION'; name: string; members: Field[] };

/** A named part of a STRUCT or UNION. Fields of an unnamed STRUCT (`ROW(1, 2)`) have empty names. */
export interface Field {
  name: string;
  type: DataType;
}

export type ScalarKind =
  | 'BOOLEAN'
  | 'TINYINT'
  | 'SMALLINT'
  | 'INTEGER'
  | 'BIGINT'
  | 'UTINYINT'
  | 'USMALLINT'
  | 'UINTEGER'
  | 'UBIGINT'
  | 'HUGEINT'
  | 'UHUGEINT'
  | 'FLOAT'
  | 'DOUBLE'
  | 'DATE'
  | 'TIME'
  | 'TIME_NS'
  | 'TIMETZ'
  | 'TIMESTAMP'
  | 'TIMESTAMP_S'
  | 'TIMESTAMP_MS'
  | 'TIMESTAMP_NS'
  | 'TIMESTAMPTZ'
  | 'INTERVAL'
  | 'UUID'
  | 'VARCHAR'
  | 'BIT'
  | 'BIGNUM'
  /** The type of a bare NULL: no values. */
  | 'NULL'
  /**
   * A type whose bytes this release cannot read (VARIANT, types of extensions): the host had the engine cast it to text,
   * so its buffers are those of VARCHAR. `name` is still the engine's own.
   */
  | 'TEXT';
