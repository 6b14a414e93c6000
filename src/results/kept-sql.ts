import type { DataType } from '../protocol/data-type';
import type { Column } from '../protocol/query';
import { quoteText } from './sql-text';

/** A row of more bytes cannot be read again: the engine takes a buffer of that size. */
const MAX_ROW_BYTES = 64 * 1024 * 1024;

const VARCHAR: DataType = { kind: 'VARCHAR', name: 'VARCHAR' };

/** The types in which kept rows come back: text where the engine cannot be trusted to read its own. */
export function keptColumns(columns: readonly Column[]): Column[] {
  return columns.map(({ name, type }) => ({ name, type: isReadBack(type) ? type : VARCHAR }));
}

/**
 * SQL that can stand after FROM: rows kept in a CSV file without a header, in which NULL is an empty field and an empty text
 * is `""`. They come as columns `c0`, `c1`, … of `keptColumns`' types, and `n`, a row's place from 0.
 */
export function keptRelation(fileName: string, columns: readonly Column[]): string {
  const read = columns.map((_, index) => `'c${index}': 'VARCHAR'`);
  const values = keptColumns(columns).map(({ type }, index) => {
    if (type === VARCHAR) return `c${index}`;
    // The engine prints intervals longer than it reads.
    return `${type.kind === 'INTERVAL' ? 'TRY_CAST' : 'CAST'}(c${index} AS ${type.name}) AS c${index}`;
  });
  const options = [
    `header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n'`,
    // In strict mode it stumbles over some texts that it can read.
    `nullstr = '', allow_quoted_nulls = false, strict_mode = false`,
    `max_line_size = ${MAX_ROW_BYTES}, buffer_size = ${MAX_ROW_BYTES}, columns = {${read.join(', ')}}`,
  ];
  return `(SELECT row_number() OVER () - 1 AS n, ${values.join(', ')} FROM read_csv(${quoteText(fileName)}, ${options.join(', ')}))`;
}

/** True where the engine makes the same value of its own text. Inside others it misreads some texts. */
function isReadBack(type: DataType): boolean {
  switch (type.kind) {
    case 'NULL':
    case 'TEXT':
    case 'VARCHAR':
    case 'UNION':
      return false;
    case 'LIST':
    case 'ARRAY':
      return isReadBack(type.child);
    case 'MAP':
      return isReadBack(type.key) && isReadBack(type.value);
    case 'STRUCT':
      return type.fields.every((field) => field.name !== '' && isReadBack(field.type));
    default:
      return true;
  }
}
