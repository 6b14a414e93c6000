/** Rows to compare: text as the engine prints it, null for NULL. */
export interface Rows {
  columns: readonly { name: string; type: string }[];
  rows: readonly (readonly (string | null)[])[];
}

export interface ExpectedRows extends Rows {
  /** Whether rows have to come in this order. */
  isOrdered: boolean;
  /** Written by hand, in HTML: without types, and NULL is the word or nothing. */
  isHandWritten: boolean;
}

export type Comparison =
  | { kind: 'same' }
  | { kind: 'columns'; expected: number; found: number }
  /** All rows are there; `first` is the place of the first one, from 0, that belongs elsewhere. */
  | { kind: 'order'; first: number }
  /** Places of rows, from 0: in the expected ones, in those found. */
  | { kind: 'rows'; missing: readonly number[]; extra: readonly number[] };

/** Compares rows as multisets; their order counts where it is asked for. Names of columns do not: an alias is free. */
export function compareRows(found: Rows, expected: ExpectedRows): Comparison {
  if (found.columns.length !== expected.columns.length) {
    return { kind: 'columns', expected: expected.columns.length, found: found.columns.length };
  }
  const forms = found.columns.map((column, i) => {
    const other = expected.isHandWritten ? column : expected.columns[i];
    return formOf(column.type, other?.type ?? '');
  });
  const keyOf = (row: readonly (string | null)[]): string =>
    JSON.stringify(forms.map((form, column) => valueKey(row[column] ?? null, form, expected.isHandWritten)));
  const foundKeys = found.rows.map(keyOf);
  const expectedKeys = expected.rows.map(keyOf);
  const missing = without(expectedKeys, foundKeys);
  const extra = without(foundKeys, expectedKeys);
  if (missing.length > 0 || extra.length > 0) return { kind: 'rows', missing, extra };
  const first = expected.isOrdered ? foundKeys.findIndex((key, row) => key !== expectedKeys[row]) : -1;
  return first === -1 ? { kind: 'same' } : { kind: 'order', first };
}

/** How values of two columns are brought to one form. */
type Form = 'exact' | 'number' | 'approximate' | 'temporal';

const WHOLE_OR_DECIMAL = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(.*|BIGNUM|VARINT)$/;

function formOf(one: string, other: string): Form {
  const kinds = [one, other].map((type): Form => {
    if (type === 'DOUBLE' || type === 'FLOAT') return 'approximate';
    if (WHOLE_OR_DECIMAL.test(type)) return 'number';
    return type === 'DATE' || type.startsWith('TIMESTAMP') ? 'temporal' : 'exact';
  });
  const areNumbers = kinds.every((kind) => kind === 'approximate' || kind === 'number');
  if (areNumbers) return kinds.includes('approximate') ? 'approximate' : 'number';
  return kinds.every((kind) => kind === 'temporal') ? 'temporal' : 'exact';
}

function valueKey(text: string | null, form: Form, isHandWritten: boolean): string | null {
  if (text === null || (isHandWritten && (text === '' || text === 'NULL'))) return null;
  switch (form) {
    case 'number':
      return plainNumber(text);
    case 'approximate':
      // An average and a quotient of sums differ in their last digits.
      return Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(12))) : text;
    case 'temporal':
      return text.replace(/ 00:00:00$/, '');
    case 'exact':
      return text;
    default:
      return form satisfies never;
  }
}

/** Exact, however it is written: `1.50` and `+1.5` are one. */
function plainNumber(text: string): string {
  const [, sign, whole = '', fraction = ''] = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (sign === undefined) return text;
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** The places of what is in `keys` more often than in `others`. */
function without(keys: readonly string[], others: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const key of others) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.flatMap((key, place) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count > 0 ? [] : [place];
  });
}
