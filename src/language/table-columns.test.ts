import { expect, test } from 'vitest';
import type { CatalogSnapshot } from './knowledge';
import { symbolAt } from './symbols';
import { tableColumnsOf } from './table-columns';

const table = (database: string, schema: string, name: string, ...columns: string[]) => ({
  database,
  schema,
  name,
  kind: 'table' as const,
  columns: columns.map((column) => ({ name: column, type: 'INTEGER' })),
});

const catalog: CatalogSnapshot = {
  database: 'memory',
  schema: 'main',
  tables: [table('other', 'main', 't', 'x'), table('memory', 'main', 't', 'a', 'b'), table('memory', 's', 'u', 'c')],
  files: [],
};

test.each([
  [['t'], ['a', 'b']],
  [['T'], ['a', 'b']],
  [['other', 't'], ['x']],
  [
    ['main', 't'],
    ['a', 'b'],
  ],
  [['other', 'main', 't'], ['x']],
  [['u'], ['c']],
  [['s', 't'], undefined],
  [['a', 'b', 'c', 't'], undefined],
])('%s has the columns %s', (path, columns) => {
  expect(tableColumnsOf(catalog)(path)).toEqual(columns);
});

test('a name that is a column of the table is not the alias', () => {
  const sql = 'select a as b, b + 1 as c from t where b > 1 order by b';
  const places = (tables = catalog.tables) =>
    symbolAt(sql, 12, tableColumnsOf({ ...catalog, tables }))?.references.map(({ start }) => start);
  expect(places()).toEqual([12, sql.lastIndexOf('b')]);
  // Of a table that nothing is known of it may be.
  expect(places([])).toEqual([12, 15, sql.indexOf('b > 1'), sql.lastIndexOf('b')]);
});
