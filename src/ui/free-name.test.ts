import { expect, test } from 'vitest';
import { freeName } from './free-name';

test('a file keeps its name, unless another one has it', () => {
  expect(freeName('orders.csv', ['other.csv'])).toBe('orders.csv');
  expect(freeName('orders.csv', ['orders.csv'])).toBe('orders (2).csv');
  expect(freeName('orders.csv', ['orders.csv', 'orders (2).csv'])).toBe('orders (3).csv');
  expect(freeName('a.b.csv', ['a.b.csv'])).toBe('a.b (2).csv');
  expect(freeName('README', ['README'])).toBe('README (2)');
  expect(freeName('.csv', ['.csv'])).toBe('.csv (2)');
});
