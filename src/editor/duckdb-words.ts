/** Words that read as SQL wherever they stand. Names that people give columns (`name`, `year`, `value`) are left out. */
export const keywords = words(`
  abort add all alter always analyze and anti any array as asc asof asymmetric at attach auto_increment
  before begin between both by call cascade case cast check checkpoint collate column comment commit
  conflict constraint copy create cross cube current database deallocate default deferrable delete desc describe
  detach distinct do drop else end enum escape except exclude execute exists explain export extension
  false fetch filter first following for force foreign from full generated glob group grouping having
  if ignore ilike import in index inner insert install intersect into is isnull join key
  lambda last lateral leading left like limit load locked macro map match materialized merge natural not
  notnull null nulls of offset on only or order ordinality outer over overlaps overwrite
  partition persistent pivot pivot_longer pivot_wider positional pragma preceding prepare primary qualify
  range read recursive references rename replace reset respect restrict returning right rollback rollup row rows
  sample schema secret select semi sequence set setof sets show similar some start summarize symmetric
  table tablesample temp temporary then ties to trailing transaction trigger true truncate try_cast
  unbounded union unique unpivot update use using vacuum values variable view virtual when where window with within
  without
`);

/** Names of types, also those that only stand in casts and column definitions. */
export const types = words(`
  bigint bignum bit bitstring blob bool boolean bpchar bytea char date datetime dec decimal double
  float float4 float8 guid hugeint int int1 int128 int16 int2 int32 int4 int64 int8 integer interval json list
  long numeric nvarchar oid real short smallint string struct text time time_ns timestamp timestamp_ms timestamp_ns
  timestamp_s timestamptz timetz tinyint ubigint uhugeint uint128 uint16 uint32 uint64 uint8 uinteger
  usmallint utinyint uuid varbinary varchar variant varint
`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
