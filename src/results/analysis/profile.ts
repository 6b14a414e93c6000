import type { DataType } from '../../protocol/data-type';
import type { Column } from '../../protocol/query';
import { quoteText } from '../sql-text';
import { textOf } from './view-sql';

/** What is in a column. Texts are the engine's, cut where they are long. */
export interface ColumnProfile {
  column: number;
  /** Values that are not NULL. */
  count: number;
  nullCount: number;
  /** Different values, an estimate: exact counting would keep them all. */
  distinct: number;
  min: string | null;
  max: string | null;
  /** Of finite numbers, at a quarter, a half and three quarters, estimated; empty for other types. */
  quantiles: string[];
  /** How values spread over their range, or the most frequent ones. */
  bars: ProfileBar[];
  kind: 'histogram' | 'top';
}

export interface ProfileBar {
  /** The value, or where a range begins; null: NULL. */
  from: string | null;
  /** Where a range ends. */
  to: string | null;
  count: number;
}

/** Asks about the result; resolves with all rows as text. */
export type AskRelation = (sqlOf: (relation: string) => string, signal: AbortSignal) => Promise<(string | null)[][]>;

/** Columns looked at in one go: the first show early, and the result is not read once per column. */
const COLUMNS_AT_ONCE = 10;
const BINS = 20;
const TOP_VALUES = 8;
const LONGEST = 200;

/** Columns that `profileColumns` reads of each in its first question. */
const FACTS = 7;

/**
 * Profiles columns, a few at a time, over the full relation: see `view-sql.ts` for what that is.
 *
 * @throws what `ask` throws, also when it is stopped.
 */
export async function profileColumns(
  ask: AskRelation,
  columns: readonly Column[],
  signal: AbortSignal,
  onProfile: (profile: ColumnProfile) => void,
): Promise<void> {
  for (let first = 0; first < columns.length; first += COLUMNS_AT_ONCE) {
    signal.throwIfAborted();
    const group = columns.slice(first, first + COLUMNS_AT_ONCE).map(({ type }, i) => ({ column: first + i, type }));
    const [facts = []] = await ask((relation) => factsSql(relation, group), signal);
    const rough = group.map(({ column, type }, i) => readFacts(column, type, facts.slice(i * FACTS, (i + 1) * FACTS)));
    const [counts = []] = await ask((relation) => countsSql(relation, rough), signal);
    let at = 0;
    for (const { profile, ends } of rough) {
      const own = counts.slice(at, at + ends.length);
      at += ends.length;
      onProfile({ ...profile, bars: barsOf(profile, ends, own) });
    }
  }
}

interface GroupColumn {
  column: number;
  type: DataType;
}

interface Rough {
  profile: ColumnProfile;
  type: DataType;
  /** Ends of a histogram's bins, as numbers, or the most frequent values. */
  ends: readonly (string | null)[];
  /** Where the first bin begins. */
  start: number;
}

function factsSql(relation: string, group: readonly GroupColumn[]): string {
  const facts = group.flatMap(({ column, type }) => {
    const value = `c${column}`;
    const ordered = type.kind === 'TEXT' ? textOf(column) : value;
    const number = numberOf(value, type);
    const short = `left(${textOf(column)}, ${LONGEST})`;
    return [
      `count(${value})`,
      `count(*) - count(${value})`,
      `approx_count_distinct(${textOf(column)})`,
      `left(CAST(min(${ordered}) AS VARCHAR), ${LONGEST})`,
      `left(CAST(max(${ordered}) AS VARCHAR), ${LONGEST})`,
      number === undefined
        ? `array_to_string(list_transform(approx_top_k(${short}, ${TOP_VALUES}), x -> hex(encode(x))), ' ')`
        : `min(${number}) || ' ' || max(${number})`,
      isNumber(type) && number !== undefined
        ? `array_to_string(approx_quantile(${number}, [0.25, 0.5, 0.75]), ' ')`
        : 'NULL',
    ];
  });
  return `SELECT ${facts.join(', ')} FROM ${relation}`;
}

function readFacts(column: number, type: DataType, facts: readonly (string | null)[]): Rough {
  const [count, nullCount, distinct, min = null, max = null, spread = null, quantiles = null] = facts;
  const profile: ColumnProfile = {
    column,
    count: Number(count),
    nullCount: Number(nullCount),
    distinct: Math.min(Number(distinct), Number(count)),
    min,
    max,
    quantiles: quantiles === null || quantiles === '' ? [] : quantiles.split(' '),
    bars: [],
    kind: numberOf('', type) === undefined ? 'top' : 'histogram',
  };
  if (profile.kind === 'top') {
    const values = spread === null ? [] : spread.split(' ').map(textOfHex);
    return { profile, type, ends: [...values, ...(profile.nullCount > 0 ? [null] : [])], start: 0 };
  }
  if (spread === null) return { profile, type, ends: [], start: 0 };
  const [least = 0, most = 0] = spread.split(' ').map(Number);
  const isWhole = isInteger(type) && most - least < BINS;
  const bins = least === most ? 1 : isWhole ? most - least + 1 : BINS;
  const start = isWhole || bins === 1 ? least - 1 : least;
  const ends = Array.from({ length: bins }, (_, i) =>
    String(isWhole || bins === 1 ? least + i : between(least, most, (i + 1) / bins)),
  );
  return { profile, type, ends, start };
}

/** A share of the way from one number to another, which may be further apart than numbers go. */
function between(least: number, most: number, share: number): number {
  return least * (1 - share) + most * share;
}

function countsSql(relation: string, rough: readonly Rough[]): string {
  const counts = rough.flatMap(({ profile, type, ends, start }) => {
    const value = `c${profile.column}`;
    const number = numberOf(value, type);
    return ends.map((end, i) => {
      if (number === undefined) {
        if (end === null) return `count(*) FILTER (WHERE ${value} IS NULL)`;
        return `count(*) FILTER (WHERE left(${textOf(profile.column)}, ${LONGEST}) = ${quoteText(end)})`;
      }
      const before = i === 0 ? String(start) : (ends[i - 1] ?? '');
      // The first bin has its start in it, the others their ends.
      const isFrom = i === 0 ? '>=' : '>';
      const isTo = i === ends.length - 1 ? '' : ` AND ${number} <= ${end ?? ''}::DOUBLE`;
      return `count(*) FILTER (WHERE ${number} ${isFrom} ${before}::DOUBLE${isTo})`;
    });
  });
  return counts.length === 0 ? 'SELECT 1' : `SELECT ${counts.join(', ')} FROM ${relation}`;
}

function barsOf(
  { kind, min, max }: ColumnProfile,
  ends: readonly (string | null)[],
  counts: readonly (string | null)[],
): ProfileBar[] {
  if (kind === 'top') return ends.map((from, i) => ({ from, to: null, count: Number(counts[i]) }));
  return ends.map((to, i) => ({
    from: i === 0 ? min : (ends[i - 1] ?? null),
    to: i === ends.length - 1 ? max : to,
    count: Number(counts[i]),
  }));
}

/** A DOUBLE to count by, NULL where it is not finite; undefined for types that are no numbers, and are not like them. */
function numberOf(value: string, type: DataType): string | undefined {
  if (type.kind === 'FLOAT' || type.kind === 'DOUBLE') return `if(isfinite(${value}), ${value}::DOUBLE, NULL)`;
  if (isNumber(type)) return `${value}::DOUBLE`;
  if (type.kind === 'DATE') return `if(isfinite(${value}), epoch(${value}), NULL)::DOUBLE`;
  // Those with a time zone are left alone: their functions want an extension.
  if (type.kind === 'TIMESTAMP') return `if(isfinite(${value}), epoch(${value}), NULL)::DOUBLE`;
  return undefined;
}

const integers = new Set<DataType['kind']>([
  ...(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'] as const),
  ...(['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT'] as const),
]);

function isInteger({ kind }: DataType): boolean {
  return integers.has(kind);
}

function isNumber({ kind }: DataType): boolean {
  return integers.has(kind) || kind === 'FLOAT' || kind === 'DOUBLE' || kind === 'DECIMAL';
}

/** Values come in hex, so that they can stand in one text beside each other. */
function textOfHex(hex: string): string {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
