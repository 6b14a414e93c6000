import { expect, test } from 'vitest';
import { filesNamedIn } from './declared-files';

const names = ['here.csv', 'there.csv', 'here.csv.gz', 'orders', 'Ärger.csv'];
const files = new Map(names.map((name) => [name, { name, src: `https://example.org/${name}` }]));

test.each([
  ["FROM 'here.csv'", ['here.csv']],
  ["FROM 'there.csv'", ['there.csv']],
  ['FROM read_csv("HERE.CSV.GZ")', ['here.csv.gz']],
  ["FROM 'there.csv' JOIN 'here.csv' USING (i)", ['here.csv', 'there.csv']],
  ['FROM orders', ['orders']],
  ['FROM old_orders, orders2', []],
  ["FROM 'Ärger.csv'", ['Ärger.csv']],
  ["FROM 'rger.csv'", []],
  ["FROM '*.csv'", names],
])('%s', (sql, named) => {
  expect(filesNamedIn(sql, files).map(({ name }) => name)).toEqual(named);
});
