import type { SessionClient } from '../../client/session-client';
import type { ColumnProfile, TableInfo } from '../../language/knowledge';
import { quoteName } from '../../results/sql-text';
import { lookUp } from './look-up';

/** Rows that are looked at: the first. */
const SAMPLE_ROWS = 10_000;

const MAX_VALUES = 5;
const MAX_CHARACTERS = 200;

/** A column of this kind is not shown as text. */
const UNREADABLE = /^(?:BLOB|GEOMETRY)/;

/** Of a table only: what a view is made of would have to be run. @throws QueryError */
export async function loadProfile(
  client: SessionClient,
  namespace: string,
  { database, schema, name, kind, columns }: TableInfo,
  column: string,
): Promise<ColumnProfile | undefined> {
  const type = columns.find((each) => each.name === column)?.type;
  if (kind === 'view' || type === undefined || UNREADABLE.test(type)) return undefined;
  const table = [database, schema, name].map(quoteName).join('.');
  const sample = `WITH seen AS (SELECT ${quoteName(column)} AS value FROM ${table} LIMIT ${String(SAMPLE_ROWS)})`;
  const [counts, values] = await lookUp(
    client,
    `${sample} SELECT count(*), count(*) - count(value) FROM seen;
    ${sample}, present AS (SELECT value FROM seen WHERE value IS NOT NULL LIMIT 1000)
    SELECT DISTINCT left(CAST(value AS VARCHAR), ${String(MAX_CHARACTERS)}) FROM present LIMIT ${String(MAX_VALUES)}`,
    { namespace, maxRows: MAX_VALUES, timeoutMs: 500 },
  );
  const [rowCount, nullCount] = counts?.rows[0] ?? [];
  return {
    rowCount: Number(rowCount ?? 0),
    nullCount: Number(nullCount ?? 0),
    values: (values?.rows ?? []).flatMap(([value]) => value ?? []),
  };
}
