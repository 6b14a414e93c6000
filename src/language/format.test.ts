import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../session/engine';
import { tokenStarts } from '../session/statements';
import { createNodeEngine } from '../session/testing/node-engine';
import { formatRange, formatSql } from './format';
import { applyEdits } from './text-range';
import { brokenTexts, sampleStatements } from './testing/statements';
import { tokenize } from './tokens';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** A sign after an operator is a token of its own, as the engine has it. */
const tokensOf = (text: string): string =>
  tokenize(text)
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replace(/(?<=[-+*/<>=]) (?=[-+])/g, '');

test.each(sampleStatements)('%s is formatted, keeps its tokens and stays as it then is', (sql) => {
  const { text, unformatted } = formatSql(sql);
  expect(unformatted).toEqual([]);
  expect(tokensOf(text)).toBe(tokensOf(sql));
  expect(formatSql(text).text).toBe(text);
});

test.each(sampleStatements)('of %s the engine has the same tokens when it is formatted', (sql) => {
  const read = (text: string): string[] => {
    const starts = tokenStarts(engine.bindings, text);
    return starts.map((start, i) => text.slice(start, starts[i + 1]).replace(/\s/g, ''));
  };
  expect(read(formatSql(sql).text)).toEqual(read(sql));
});

test('whatever is cut off keeps its tokens, and stays as it then is', () => {
  for (const sql of brokenTexts(600)) {
    const { text } = formatSql(sql);
    expect([sql, tokensOf(text)]).toEqual([sql, tokensOf(sql)]);
    expect([sql, formatSql(text).text]).toEqual([sql, text]);
  }
});

test('a statement that cannot be read does not keep the others from being formatted', () => {
  const sql = 'select   1;select (  2;\nselect   3';
  const { text, unformatted } = formatSql(sql);
  expect(text).toBe('select 1;\n\nselect (  2;\n\nselect 3');
  expect(unformatted.map(({ start, end }) => sql.slice(start, end))).toEqual(['select (  2']);
});

test('long statements have a line per clause and item', () => {
  const sql =
    "select date_trunc('month', ordered_at) as month, sum(amount) filter (where status = 'paid') as revenue from orders o join customers c using (customer_id) where ordered_at >= date '2024-01-01' and c.country in (select country from wanted) group by month order by month";
  expect(formatSql(sql).text).toMatchInlineSnapshot(`
    "select
      date_trunc('month', ordered_at) as month,
      sum(amount) filter (where status = 'paid') as revenue
    from
      orders o
      join customers c using (customer_id)
    where
      ordered_at >= date '2024-01-01'
      and c.country in (
        select country
        from wanted
      )
    group by month
    order by month"
  `);
});

test('comments between statements stay where they belong', () => {
  const sql = '/* title */\n\n-- about\nselect 1; -- one\n-- of two\n-- lines\nselect 2;;\n\n\n\n-- end\n';
  expect(formatSql(sql).text).toBe(
    '/* title */\n\n-- about\nselect 1; -- one\n\n-- of two\n-- lines\nselect 2;;\n\n-- end\n',
  );
  expect(formatSql('select 1 -- one\n;select 2').text).toBe('select 1 -- one\n;\n\nselect 2');
  expect(formatSql('-- nothing else').text).toBe('-- nothing else');
  expect(formatSql(' \n').text).toBe('');
});

test('lines end as the text has them end', () => {
  const { text } = formatSql("select a, 'x\ny' from t\r\nwhere b;\r\nselect 1");
  expect(text).toBe("select\r\n  a,\r\n  'x\ny'\r\nfrom t\r\nwhere b;\r\n\r\nselect 1");
});

test('keywords have the case that is asked for, names and strings their own', () => {
  const sql = 'select Value, \'from\' from "Select" where a';
  expect(formatSql(sql, { keywordCase: 'upper' }).text).toBe('SELECT Value, \'from\' FROM "Select" WHERE a');
  expect(formatSql('SELECT 1', { keywordCase: 'lower' }).text).toBe('select 1');
});

test('of a range the statements are formatted that it touches', () => {
  const sql = 'select   1;\nselect   2; -- two\nselect   3';
  const { edits } = formatRange(sql, { start: 15, end: 15 });
  expect(applyEdits(sql, edits)).toBe('select   1;\nselect 2; -- two\nselect   3');
  expect(formatRange('select 1', { start: 0, end: 8 }).edits).toEqual([]);
});
