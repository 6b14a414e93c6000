/** Statements of all kinds, for tests that have to hold for any. */
export const sampleStatements: readonly string[] = [
  'select 1',
  'SELECT a,b FROM t WHERE x=1 AND y=-1 ORDER BY a',
  'with a as (select 1 as x), b as (select * from a) select a.x, count(*) as n from a join b using (x) group by all having n>1',
  'with recursive r(n) as (select 1 union all select n+1 from r where n<10) from r',
  'with a as materialized (select 1) from a',
  'from t select a',
  "from 'file.csv' as f where f.a = 1",
  'from t',
  'select x -> x + 1, list_transform(l, lambda x : x+1) from t',
  "select j->'a'->>'b', j->>'$.c' from t",
  'select $$a  b$$, $tag$ ; $tag$, $name::date',
  'select $1, $2::int, ?',
  'select ?, ? + ?',
  'pivot t on a using sum(b) group by c',
  'unpivot t on columns(* exclude (a)) into name n value v',
  'select * from (pivot t on a in (1,2) using sum(b))',
  'select {a: 1, b: [1,2]}, m[1:2], m[:-1], m[-1], map {1: 2}',
  "select {'a': 1}.a, struct_pack(a := 1)",
  'set variable x = 1',
  "set memory_limit='1GB'",
  'reset threads',
  'select #1, #2 from t',
  'select /* a /* b */ c */ 1 -- hi\n, 2',
  'select a -- one\nfrom t -- two\nwhere x -- three',
  '-- first\nselect /* inside */ 1',
  'call f(a := 1, b => 2)',
  "create table t (a int primary key, b varchar default 'x', c struct(a int, b text[]), unique (a,b), check (a > 0))",
  'create or replace temp table t as select 1 as a',
  'create table if not exists s.t as from u',
  'create view v as select 1',
  'create or replace view v(a, b) as select 1, 2',
  'create sequence s start 1 increment by 2',
  "create type mood as enum ('a','b')",
  'create index i on t (a, lower(b))',
  'create schema if not exists s',
  'create or replace macro f(a, b := 2) as a + b',
  'create macro g(x) as table select * from t where a = x',
  'insert into t values (1,2),(3,4) on conflict do nothing returning *',
  'insert or replace into t by name select 1 as a',
  'insert into t (a, b) select 1, 2 on conflict (a) do update set b = excluded.b',
  'update t set a=1, b=2 from u where t.id=u.id',
  'delete from t using u where t.a=u.a returning t.a',
  'truncate t',
  'merge into t using s on t.a=s.a when matched then update set b=s.b when not matched then insert values (1)',
  'drop table if exists t cascade',
  'alter table t add column if not exists x int default 1',
  'alter table t rename a to b',
  'alter table t alter a set data type varchar using a::varchar',
  "comment on table t is 'text'",
  "copy t to 'x.csv' (format csv, header true)",
  "copy (select 1) to 'x.parquet'",
  "attach 'x.db' as y (read_only)",
  'detach y',
  'use memory.main',
  'explain analyze select 1',
  'describe select 1',
  'summarize t',
  'show all tables',
  "pragma table_info('t')",
  'begin transaction',
  'commit',
  'rollback',
  'checkpoint',
  'vacuum analyze t',
  'prepare p as select $1',
  "execute p(1, 'x')",
  'deallocate p',
  'install httpfs',
  "export database 'x'",
  'values (1,2),(3,4)',
  'table t',
  'select * exclude (a) replace (b+1 as b) rename (c as d) from t',
  'select t.*, u.* exclude a from t, u',
  "select columns(c -> c like 'a%'), columns('x.*'), *columns(*) from t",
  'select a from (select b from (select c from t where (a or b) and d))',
  'select sum(x) over (partition by a order by b rows between unbounded preceding and current row) from t',
  'select sum(x) over w, rank() over (w order by y) from t window w as (order by x), v as (partition by z)',
  'select count(*) filter (where x > 1), first(x order by y desc nulls last) from t',
  'select a from t group by grouping sets ((a),(b,c),()), rollup (a), cube (b)',
  'select case when a then b when c then d else e end, case x when 1 then 2 end',
  'select a from t qualify row_number() over (partition by b order by c)=1',
  'select distinct on (a) a, b from t order by all',
  'select * from t asof join s using (a) left join lateral (select 1) on true positional join v',
  'select * from t anti join u on t.a = u.a semi join v using (b) cross join w natural join x',
  'select a from t tablesample 10% limit 10 offset 5',
  'select a from t using sample reservoir(50 rows) repeatable (7)',
  'select -1, - 1, +1, a - -1, a*-1, ~1, @x, 5!, a^2 , a//b, a ** b',
  "select x!~'y', x ~~ y, x !~~* 'z', a <=> b, x ^@ 'a', a=-1, b>=+2, c<>-3",
  "select interval 1 day, interval '2' hours, date '2020-01-01', timestamp 'x', e'\\n\\'', x'00'",
  "select 'a'\n'b'",
  "select 'it''s', '-- no', '/* no */', ';'",
  'select [x*2 for x in l if x > 1], [1,2,3][1]',
  'select a, (select max(b) from u where u.a=t.a) as m, exists(select 1), a in (select 1), a = any (select 2) from t',
  'select 1 union all by name select 2 except select 3 intersect select 4',
  'select 😀, größe, "x y", "say ""hi""" from "t t"',
  'select try_cast(x as int), cast(y as decimal(10,2)), a::int[]::varchar, a :: text',
  'select a is not distinct from b, a between 1 and 2, a not in (1), a not between 3 and 4, a is null',
  'select a.b.c, (a).b, a.b.f(1).g(), f(distinct a order by b)',
  'select 1e5, 1_000, .5, 1., 0xFF, 0b01',
  'select x: 1, y: 2 from t',
  'select "مرحبا" AS عدد, \'שלום\' from t',
  'select\t1,\r\n\t2\r\nfrom t',
  'select unnest(l) with ordinality from t',
  "from read_csv('x.csv', header = true, columns = {'a': 'INT'})",
  'with t(a, b) as (values (1,2)) select a as b, b as a from t as x(c, d) where c = 1',
];

/** Repeatable numbers from 0 up to 1. */
export function* randomNumbers(seed: number): Generator<number, never> {
  for (;;) {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    yield seed / 2 ** 32;
  }
}

const strays = ['(', ')', ',', "'", '"', '/*', 'select', '$$', ']', ':', 'from', '.'];

/** Texts as they stand in an editor while somebody writes: statements cut off, torn apart, put together. */
export function brokenTexts(count: number): string[] {
  const random = randomNumbers(11);
  const below = (limit: number): number => Math.floor(random.next().value * limit);
  const some = (): string => sampleStatements[below(sampleStatements.length)] ?? '';
  return Array.from({ length: count }, (_, i) => {
    const text = [some(), some(), some()].join(i % 2 === 0 ? ';\n-- between\n' : ' ; ');
    const start = i % 3 === 0 ? below(text.length) : 0;
    const cut = text.slice(start, start + below(text.length - start + 1));
    const at = below(cut.length + 1);
    const stray = i % 5 === 0 ? strays[below(strays.length)] : '';
    return `${cut.slice(0, at)}${stray ?? ''}${cut.slice(at)}`;
  });
}
