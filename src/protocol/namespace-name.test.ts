import { expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { isNamespaceName } from './namespace-name';

const names = ['main', 'lesson', 'Lesson-1', '_', 'größe', '名', 'x'.repeat(63)];
const others = [
  '',
  '1',
  '-a',
  'a b',
  'a.b',
  '"a"',
  "a';drop",
  'x'.repeat(64),
  'memory',
  'TEMP',
  'sys',
  'System',
  'a\n',
];

test('the page takes a name for one exactly where the session does', async () => {
  const session = await TestSession.open();
  for (const name of [...names, ...others]) {
    const { error } = await session.start('select 1', { namespace: name }).ended;
    expect([name, isNamespaceName(name)]).toEqual([name, error === undefined]);
  }
  expect(names.filter(isNamespaceName)).toEqual(names);
  expect(others.filter(isNamespaceName)).toEqual([]);
});
