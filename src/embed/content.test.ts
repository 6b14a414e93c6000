import { expect, test } from 'vitest';
import { trimBlock } from './content';

test.each([
  ['\n  select 1\n    from t\n', 'select 1\n  from t'],
  ['select 1', 'select 1'],
  ['\r\nselect 1\r\n\r\nselect 2\r\n', 'select 1\n\nselect 2'],
  ['   ', ''],
])('%j', (text, trimmed) => {
  expect(trimBlock(text)).toBe(trimmed);
});
