import type { DataType } from '../protocol/data-type';

const numericKinds = new Set<DataType['kind']>([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'HUGEINT',
  'UHUGEINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'BIGNUM',
]);

/** Numbers stand to the right, so that their digits line up. */
export function isNumeric(type: DataType): boolean {
  return numericKinds.has(type.kind);
}
