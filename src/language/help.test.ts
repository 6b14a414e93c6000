import { beforeAll, expect, test } from 'vitest';
import { hoverAt } from './hover';
import type { Knowledge } from './knowledge';
import { signatureHelpAt } from './signature';
import { engineKnowledge } from './testing/engine-knowledge';

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await engineKnowledge(`
    CREATE TABLE orders (id INTEGER NOT NULL, total DECIMAL(10, 2), "ship to" VARCHAR);
    INSERT INTO orders VALUES (1, 9.50, 'Oslo'), (2, NULL, 'Rome');
  `);
});

/** The text with its caret taken out. */
function at(marked: string): [string, number] {
  return [marked.replace('‸', ''), marked.indexOf('‸')];
}

test.each([
  ['select sub‸string(name, 1) from orders', ['substring(', 'Extracts substring', '/sql/functions/text']],
  ['select su‸m(total) from orders', ['sum(', '/sql/functions/aggregates']],
  ["from rea‸d_csv('x')", ['read_csv(', '/data/csv/']],
  ['select tot‸al from orders', ['total DECIMAL(10,2)', 'orders']],
  ['select o."ship‸ to" from orders o', ['ship to VARCHAR']],
  ['select ‸o.id from orders o', ['id INTEGER', 'total DECIMAL']],
  ['from ord‸ers', ['table orders', '3 columns', 'about 2 rows']],
  ['with t as (select 1 as one) select o‸ne from t', ['one INTEGER', 't']],
  ['with t as (select 1 as one) select * from ‸t', ['common table expression t', 'one INTEGER']],
  ['set thre‸ads = 1', ['threads = ', '/configuration/']],
  ['select 1::var‸char', ['VARCHAR', '/sql/data_types/']],
])('%s', async (marked, expected) => {
  const hover = await hoverAt(...at(marked), knowledge);
  for (const part of expected) expect(hover?.markdown).toContain(part);
});

test.each(['select 1 ‸', "select 'ord‸ers'", '-- ord‸ers\nselect 1', 'select nowhe‸re from orders', '‸', 'sel‸ect 1'])(
  'of nothing, nothing is told: %s',
  async (marked) => {
    expect(await hoverAt(...at(marked), knowledge)).toBeUndefined();
  },
);

test('what the engine says is text, whatever is in it', async () => {
  const hostile: Knowledge = {
    ...knowledge,
    catalog: {
      ...knowledge.catalog,
      tables: [
        { database: 'memory', schema: 'main', name: 'x', kind: 'table', columns: [{ name: '`<b>`', type: 'VARCHAR' }] },
      ],
    },
    profileOf: () => Promise.resolve({ nullCount: 0, rowCount: 1, values: ['``` [x](javascript:1)'] }),
  };
  const hover = await hoverAt(...at('select "`<b‸>`" from x'), hostile);
  expect(hover?.markdown).toContain('```` ``` [x](javascript:1) ````');
  expect(hover?.markdown).toMatch(/^```duckdb\n`<b>` VARCHAR\n```/);
});

test.each([
  ['select substring(‸', 'substring(string VARCHAR, start BIGINT', 0],
  ['select substring(name, ‸', 'start BIGINT', 1],
  ['select substring(name, 1, ‸', 'length BIGINT', 2],
  ['select concat(a, b, c, ‸', '… ANY', 1],
  ["from read_csv('x', header = ‸", 'header := BOOLEAN', undefined],
])('%s', (marked, expected, parameter) => {
  const help = signatureHelpAt(...at(marked), knowledge);
  const signature = help?.signatures[help.active];
  expect(signature?.label).toContain(expected);
  const { range: [start, end] = [0, 0] } = signature?.parameters[help?.parameter ?? 0] ?? {};
  if (parameter === undefined) expect(signature?.label.slice(start, end)).toBe(expected);
  else expect(help?.parameter).toBe(parameter);
});

test.each(['select ‸', 'select (1 + ‸', 'select nofunction(‸'])('%s: no call', (marked) => {
  expect(signatureHelpAt(...at(marked), knowledge)).toBeUndefined();
});
