import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { nameIn, quoteIfNeeded, quoteString } from './quoting';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
});

test.each([
  ['plain', 'plain'],
  ['with_9', 'with_9'],
  ['9lives', '"9lives"'],
  ['Upper', 'Upper'],
  ['two words', '"two words"'],
  ['say "hi"', '"say ""hi"""'],
  ['select', '"select"'],
  ['Left', '"Left"'],
  ['', '""'],
  ['größe', 'größe'],
  ['😀', '"😀"'],
])('the name %s is written %s', async (name, text) => {
  expect(quoteIfNeeded(name)).toBe(text);
  expect(nameIn(`x ${text} y`, { start: 2, end: 2 + text.length })).toBe(name);
  if (name === '') return;
  const { statements } = await db.run(`SELECT ${text} FROM (SELECT 1 AS ${text})`);
  expect(statements[0]?.columns).toEqual([name]);
});

test('words are quoted that the engine takes for names in quotes only, and no others', async () => {
  const words = (await db.rows('SELECT keyword_name FROM duckdb_keywords()')).map(([word]) => word ?? '');
  const wrong: string[] = [];
  for (const word of words) {
    // Some are read as something else, as NULL.
    const { error, statements } = await db.run(`SELECT ${word} FROM (SELECT 5 AS "${word}")`);
    const isName = error === undefined && statements[0]?.rows[0]?.[0] === '5';
    if (isName !== (quoteIfNeeded(word) === word)) wrong.push(word);
  }
  expect(words.length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test('a caller can have more words quoted', () => {
  expect(quoteIfNeeded('Summer', (word) => word === 'summer')).toBe('"Summer"');
});

test('a name whose quotes are not closed is what stands there', () => {
  expect(nameIn('"open', { start: 0, end: 5 })).toBe('open');
  expect(nameIn('"', { start: 0, end: 1 })).toBe('');
});

test('text is quoted as a string', () => {
  expect(quoteString("it's")).toBe("'it''s'");
});
