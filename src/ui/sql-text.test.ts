import { expect, test } from 'vitest';
import { quoteText } from '../results/sql-text';
import { shortSql } from './sql-text';

test('text is quoted as a string', () => {
  expect(quoteText("it's")).toBe("'it''s'");
});

test('a statement is shortened to one line, without the comments before it', () => {
  expect(shortSql('-- first\n/* second\n */\n  SELECT\n  1')).toBe('SELECT 1');
  expect(shortSql('SELECT a_long_column_name, another_one FROM t', 20)).toBe('SELECT a_long_colum…');
  expect(shortSql('-- only a comment')).toBe('');
});
