import { expect, test } from 'vitest';
import { quoteText } from '../results/sql-text';
import { quoteName, shortSql } from './sql-text';

test.each([
  ['plain', 'plain'],
  ['with_9', 'with_9'],
  ['9lives', '"9lives"'],
  ['Upper', '"Upper"'],
  ['two words', '"two words"'],
  ['say "hi"', '"say ""hi"""'],
  ['select', '"select"'],
  ['', '""'],
  ['ä', '"ä"'],
])('the name %s is written %s', (name, text) => {
  expect(quoteName(name)).toBe(text);
});

test('text is quoted as a string', () => {
  expect(quoteText("it's")).toBe("'it''s'");
});

test('a statement is shortened to one line, without the comments before it', () => {
  expect(shortSql('-- first\n/* second\n */\n  SELECT\n  1')).toBe('SELECT 1');
  expect(shortSql('SELECT a_long_column_name, another_one FROM t', 20)).toBe('SELECT a_long_colum…');
  expect(shortSql('-- only a comment')).toBe('');
});
