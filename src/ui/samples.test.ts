import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { samples, samplesIn } from './samples';

test.each(samples)('$name is as it is described', ({ name, rows, bytes }) => {
  const file = new URL(`../../public/samples/${name}`, import.meta.url);

  expect(statSync(file).size).toBe(bytes);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(rows + 1);
});

test('a query names a sample between quotes of either kind', () => {
  const names = (sql: string) => samplesIn(sql).map(({ name }) => name);

  expect(names('FROM \'penguins.csv\' JOIN "cars.csv"')).toEqual(['penguins.csv', 'cars.csv']);
  expect(names("FROM read_csv('co2.csv', header = true)")).toEqual(['co2.csv']);
  expect(names("FROM 'my-penguins.csv'")).toEqual([]);
  expect(names('SELECT 1 -- penguins.csv')).toEqual([]);
});
