import { expect, test } from 'vitest';
import { definitionAt, symbolAt } from './symbols';
import { unmark } from './testing/marked';
import { brokenTexts } from './testing/statements';
import { growth } from './testing/growth';

/** Every place of one symbol is marked; the number is the one that defines it. */
test.each([
  // CTEs
  ['cte', 0, 'with ‹a› as (select 1) from ‹a› join b on ‹a›.x = b.x'],
  ['cte', 0, 'with ‹a› as (select 1), b as (select * from ‹a›) select * from b, ‹A› as a'],
  [
    'cte',
    0,
    'with ‹"a b"› as (select 1) select "A B".x from t; from "a b"'.replace('"A B".x from t', '‹"A B"›.x from ‹"a b"›'),
  ],
  ['cte', 0, 'with ‹a› as (from a), b as (with a as (from ‹a›) from a) from ‹a›'],
  ['cte', 0, 'with recursive ‹r›(n) as (select 1 union all select ‹r›.n + 1 from ‹r›) from ‹r›'],
  ['cte', 0, 'with ‹a› as (select 1) select (select max(x) from ‹a›), main.a.x from main.a'],
  ['cte', 0, 'with ‹a› as materialized (select 1) insert into t select ‹a›.* from ‹a›'],
  ['cte', 0, 'create table t as with ‹a› as (select 1) from ‹a› union from ‹a›'],
  ['cte', 0, "with ‹a› as (select 1) select 'a' /* a */, a.b from ‹a› a -- a"],
  // Tables
  ['table-alias', 2, 'select ‹o›.x, ‹o›.* from orders ‹o› where ‹O›."y" = 1'.replace('1, ', '1, ')],
  ['table-alias', 1, 'select ‹o›.x from orders as ‹o› join (select o.y from other o) u on u.y = ‹o›.x order by ‹o›.z'],
  [
    'table-alias',
    0,
    'from orders ‹o› select (select max(o.x) from other o), (select ‹o›.y from other p where p.z = ‹o›.z)',
  ],
  ['table-alias', 0, 'from orders ‹o› left join lateral (select ‹o›.x) u on true'],
  ['table-alias', 0, 'update t as ‹x› set a = ‹x›.b from u where ‹x›.id = u.id'],
  ['table-alias', 0, 'merge into t as ‹x› using s as y on ‹x›.a = y.a when matched then update set b = y.b'],
  ['table-alias', 0, 'delete from t using u ‹x› where t.a = ‹x›.a'],
  ['table-alias', 0, "from read_csv('x.csv', header = true) as ‹f› where ‹f›.a > 1"],
  [
    'table-alias',
    1,
    'select ‹😀›.x, ‹😀›.y from t ‹😀›'.replace('‹😀›.y', '1 as y').replace('select ‹😀›.x', 'select ‹😀›.x'),
  ],
  ['table-alias', 1, 'select count(‹o›), {o: 1}, f(o := 2), x::o from t ‹o›'],
  ['table-alias', 0, 'from (a ‹x› join b y on ‹x›.i = y.i) where ‹x›.j = 1'],
  ['table-alias', 0, 'from ‹x›: orders select ‹x›.a'],
  // Columns
  [
    'column-alias',
    0,
    'select a + 1 as ‹b›, ‹b› * 2 as c from t where ‹b› > 1 group by ‹b› having ‹b› < 3 order by ‹b›',
  ],
  [
    'column-alias',
    0,
    'select upper(name) ‹name› from t where name = 1 order by ‹name›'.replace('‹name› from', 'as ‹name› from'),
  ],
  ['column-alias', 0, 'select ‹b›: a + 1 from t order by ‹B› desc nulls last'],
  ['column-alias', 0, 'with a as (select 1 as ‹x›) select ‹x›, a.‹x›, b.x from a, b'],
  [
    'column-alias',
    0,
    'with a as (select 1 as ‹x›), b as (select ‹x› from a), c as (select * from b) select c.‹x› from c',
  ],
  [
    'column-alias',
    0,
    'select u.‹x› + ‹x› from (select 1 as ‹x›, 2 as y) u'
      .replace('select u.‹x› + ‹x› from (select 1 as ‹x›', 'from (select 1 as ‹x›')
      .replace(') u', ') u where u.‹x› = ‹x›'),
  ],
  ['column-alias', 0, 'with t(‹a›, b) as (select 1, 2 as z) select ‹a›, b from t'],
  ['column-alias', 0, 'from (values (1, 2)) t(‹a›, b) where t.‹a› = ‹a› + b'],
  ['column-alias', 0, 'select 1 as ‹x› union all select 2 as y order by ‹x›'],
  [
    'column-alias',
    0,
    'select 1 as ‹x›, list_transform(l, x -> x + 1), [x for x in l], list_filter(l, lambda x: x > ‹y›)'.replace(
      '‹y›',
      'y',
    ),
  ],
  ['column-alias', 0, "select a as ‹d›, date '2020-01-01', x::d, cast(y as d), extract(d from z), interval 1 d from t"],
  ['column-alias', 0, 'from (select 1 as ‹x›, 2 as y) select * exclude (‹x›) replace (y + 1 as y)'],
  [
    'column-alias',
    0,
    'with recursive r as (select 1 as ‹n› union all select ‹n› + 1 from r where ‹n› < 9) select ‹n› from r',
  ],
  // Windows and parameters
  [
    'window',
    2,
    'select sum(x) over ‹w›, rank() over (‹w› order by y) from t window ‹w› as (partition by w), v as (‹w›)',
  ],
  ['parameter', 0, "select ‹$name›, ‹$NAME›::date, $other, '$name' -- $name"],
  ['parameter', 0, 'select ‹$1›, $2, ‹$1›'],
])('a %s is found wherever it is meant (%#)', (kind, definition, marked) => {
  const { text, ranges } = unmark(marked);
  const found = ranges.map(({ start }) => symbolAt(text, start));
  expect(found.map((symbol) => symbol?.kind)).toEqual(ranges.map(() => kind));
  for (const symbol of found) {
    expect(symbol?.references.map(({ start, end }) => text.slice(start, end) + String(start))).toEqual(
      ranges.map(({ start, end }) => text.slice(start, end) + String(start)),
    );
    expect(symbol?.definition).toEqual(ranges[definition]);
  }
  expect(definitionAt(text, ranges.at(-1)?.end ?? 0)).toEqual(ranges[definition]);
});

test.each([
  'select ¦a from t',
  'select 1 fr¦om t',
  "select '¦x' as x",
  'select x -- ¦x',
  'select ¦?',
  'from ¦t',
  '¦',
  'select 1 as x;¦',
])('in %s there is no symbol', (marked) => {
  const { text, carets } = unmark(marked);
  expect(symbolAt(text, carets[0] ?? 0)).toBeUndefined();
});

test('names keep their case, and lose their quotes', () => {
  expect(symbolAt('select 1 as "My ""x"""', 14)?.name).toBe('My "x"');
  expect(symbolAt('select $Name', 8)?.name).toBe('Name');
});

test('whatever is cut off is read as far as it goes', () => {
  for (const text of brokenTexts(800)) {
    for (let at = 0; at <= text.length; at += 7) {
      const symbol = symbolAt(text, at);
      if (symbol) expect([text, symbol.references]).toContainEqual(expect.arrayContaining([symbol.definition]));
    }
  }
});

test.each(['(', '(select ', '(select 1 from t where x in ', 'with a as (', '[x for x in '])(
  'ten times as many %s without end take at worst the square of that',
  async (piece) => {
    expect(await growth((count) => symbolAt(piece.repeat(count), 5), 1000)).toBeLessThan(300);
  },
);
