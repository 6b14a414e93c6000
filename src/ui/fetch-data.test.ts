import { expect, test } from 'vitest';
import { addressProblem, nameFromUrl } from './fetch-data';

test('an address is complete, and one of the web', () => {
  expect(addressProblem(' https://data.test/orders.csv ')).toBe('');
  for (const text of ['', 'orders.csv', 'data.test/orders.csv']) expect(addressProblem(text)).toMatch(/complete/);
  for (const text of ['file:///etc/passwd', 'javascript:alert(1)', 's3://a/b']) {
    expect(addressProblem(text)).toMatch(/Only addresses/);
  }
});

test('a file is called as its address ends', () => {
  expect(nameFromUrl('https://data.test/a/orders%20of%202020.csv?v=1#x')).toBe('orders of 2020.csv');
  expect(nameFromUrl('https://data.test/a%2Fb.csv')).toBe('a_b.csv');
  expect(nameFromUrl('https://data.test/100%.csv')).toBe('100%.csv');
  expect(nameFromUrl('https://data.test/')).toBe('data.test');
});
