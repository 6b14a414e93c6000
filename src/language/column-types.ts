import type { ColumnInfo } from './knowledge';
import { nameOf } from './quoting';
import { TokenList } from './token-list';
import { tokenize } from './tokens';

/** The fields of a STRUCT, from its type as DuckDB writes it; of a list of them, those of its elements. Empty for other types. */
export function structFields(type: string): ColumnInfo[] {
  const list = new TokenList(type, tokenize(type));
  if (!list.isWord(0, 'STRUCT') || !list.isMark(1, '(')) return [];
  const fields: ColumnInfo[] = [];
  const close = list.close(1);
  for (let start = 2, i = 2; i <= close; i = list.next(i)) {
    if (i < close && !list.isMark(i, ',')) continue;
    fields.push({ name: nameOf(list.source(start)), type: list.slice(start + 1, i) });
    start = i + 1;
  }
  return fields;
}

export type TypeFamily = 'number' | 'text' | 'time' | 'boolean' | 'list' | 'struct' | 'map' | 'interval' | 'other';

const families: readonly (readonly [RegExp, TypeFamily])[] = [
  [/\[\d*\]$|^LIST/i, 'list'],
  [/^STRUCT/i, 'struct'],
  [/^MAP/i, 'map'],
  [/^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|DECIMAL|NUMERIC|DOUBLE|FLOAT|REAL|BIGNUM)/i, 'number'],
  [/^(VARCHAR|TEXT|CHAR|STRING|ENUM|JSON)/i, 'text'],
  [/^(DATE|TIME)/i, 'time'],
  [/^BOOL/i, 'boolean'],
  [/^INTERVAL/i, 'interval'],
];

/** What kind of values a type has, as far as it matters for what they can be given to. */
export function typeFamily(type: string): TypeFamily {
  return families.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}
