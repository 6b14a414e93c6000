import { expect, test } from 'vitest';
import { foldRanges } from './folding';
import { brokenTexts } from './testing/statements';
import { growth } from './testing/growth';

const folds = (text: string) => foldRanges(text).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]);

test('statements, brackets and comments of several lines fold', () => {
  const lines = [
    '-- one', // 0
    '-- two',
    'select', // 2
    '  a, -- no run',
    '  -- neither',
    '  f(', // 5
    '    1,',
    '    [2,',
    '     3',
    '    ]',
    '  )', // 10
    'from t;',
    'select 1;',
    '/* a', // 13
    '   b */',
    '',
    '-- three', // 16
    '',
    '-- four', // 18
    '-- five',
  ];
  for (const end of ['\n', '\r\n', '\r']) {
    expect(folds(lines.join(end))).toEqual([
      [0, 1, 'comment'],
      [2, 11, 'statement'],
      [5, 9, 'brackets'],
      [7, 8, 'brackets'],
      [13, 14, 'comment'],
      [18, 19, 'comment'],
    ]);
  }
});

test('what is not closed, or closed too often, folds no more than there is', () => {
  expect(folds('select (\n1\n,2')).toEqual([[0, 2, 'statement']]);
  expect(folds(')\n)\n]')).toEqual([[0, 2, 'statement']]);
  expect(folds("select '\n\n")).toEqual([[0, 2, 'statement']]);
  expect(folds('')).toEqual([]);
  for (const text of brokenTexts(1000)) {
    const last = text.split(/\r\n|\n|\r/).length - 1;
    for (const { startLine, endLine } of foldRanges(text)) {
      expect(startLine >= 0 && startLine < endLine && endLine <= last).toBe(true);
    }
  }
});

test('ten times the lines take about ten times as long', async () => {
  const piece = 'select (\n  1, /* a\n b */\n  2\n) from t; -- c\n-- d\n-- e\n';
  expect(foldRanges(piece.repeat(10_000)).length).toBeGreaterThan(20_000);
  expect(await growth((count) => foldRanges(piece.repeat(count)), 10_000)).toBeLessThan(40);
});
