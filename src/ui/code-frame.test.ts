import { expect, test } from 'vitest';
import { frameOf } from './code-frame';

test('the line of the place, and what stands there', () => {
  expect(frameOf('SELECT 1,\r\n  nam\nFROM t', 13)).toEqual({ line: 2, before: '  ', at: 'nam', after: '' });
  expect(frameOf('SELECT "a b" FROM t', 7)).toEqual({ line: 1, before: 'SELECT ', at: '"a b"', after: ' FROM t' });
});

test('at the end the last sign stands in', () => {
  expect(frameOf('SELECT (1\n', 10)).toEqual({ line: 1, before: 'SELECT (', at: '1', after: '' });
  expect(frameOf('', 0)).toEqual({ line: 1, before: '', at: '', after: '' });
});

test('a long line is cut on both sides', () => {
  const sql = `SELECT ${'x, '.repeat(100)}nope${', y'.repeat(100)}`;
  const { before, at, after } = frameOf(sql, sql.indexOf('nope'));
  expect([before.length, at, after.length]).toEqual([81, 'nope', 81]);
  expect([before[0], after.at(-1)]).toEqual(['…', '…']);
});
