import { listOf } from '../word-lists';

/** Functions that are part of the grammar, which the engine does not list, with what they are called with. */
export const grammarFunctions: Readonly<Record<string, string>> = {
  coalesce: 'coalesce(value, …)',
  cast: 'cast(value AS type)',
  try_cast: 'try_cast(value AS type)',
  extract: 'extract(part FROM date)',
  nullif: 'nullif(a, b)',
  unnest: 'unnest(list)',
  columns: 'columns(pattern)',
  grouping: 'grouping(column)',
  row_number: 'row_number() over (…)',
  rank: 'rank() over (…)',
  dense_rank: 'dense_rank() over (…)',
  percent_rank: 'percent_rank() over (…)',
  cume_dist: 'cume_dist() over (…)',
  ntile: 'ntile(n) over (…)',
  lag: 'lag(value, offset, default) over (…)',
  lead: 'lead(value, offset, default) over (…)',
  first_value: 'first_value(value) over (…)',
  last_value: 'last_value(value) over (…)',
  current_date: 'today',
  current_timestamp: 'now, with time zone',
  current_time: 'now, without date',
  nth_value: 'nth_value(value, n) over (…)',
};

/** Types, for as long as the engine has not been asked. */
export const fallbackTypes = listOf(`
  INTEGER, BIGINT, VARCHAR, DOUBLE, BOOLEAN, DATE, TIMESTAMP, DECIMAL, TIME, INTERVAL, UUID, BLOB, SMALLINT, TINYINT,
  HUGEINT, FLOAT, TIMESTAMPTZ, STRUCT, MAP, LIST
`);
