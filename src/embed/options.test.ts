import { expect, test } from 'vitest';
import { readOptions, type AttributeName } from './options';

function read(attributes: Partial<Record<AttributeName, string>>) {
  return readOptions({ getAttribute: (name) => attributes[name] ?? null });
}

test('without attributes, everything is as documented', () => {
  const { options, problems } = read({});
  expect(problems).toEqual([]);
  expect(options).toEqual({
    label: undefined,
    src: undefined,
    setup: undefined,
    dependsOn: [],
    namespace: 'main',
    role: 'author',
    isReadonly: false,
    autorun: 'none',
    loading: 'lazy',
    theme: 'auto',
    view: 'table',
    maxRows: 1000,
    timeoutMs: 30_000,
    height: undefined,
    assetsUrl: undefined,
  });
});

test('attributes are read', () => {
  const { options, problems } = read({
    'depends-on': 'a, b c',
    autorun: '',
    readonly: '',
    view: 'CHART',
    'max-rows': '5',
    timeout: '0',
    height: '320px',
    'user-role': 'reader',
  });
  expect(problems).toEqual([]);
  expect(options).toMatchObject({
    dependsOn: ['a', 'b', 'c'],
    autorun: 'visible',
    isReadonly: true,
    view: 'chart',
    maxRows: 5,
    timeoutMs: 0,
    height: 320,
    role: 'reader',
  });
});

test.each([
  [{ view: 'tabel' }, 'view="tabel" is not known. Use one of: table, chart, plan, text.'],
  [{ 'user-role': 'admin' }, 'user-role="admin" is not known. Use one of: author, reader.'],
  [{ timeout: 'soon' }, 'timeout="soon" is not a whole number from 0 up.'],
  [{ 'max-rows': '-1' }, 'max-rows="-1" is not a whole number from 0 up.'],
  [{ height: '0' }, 'height="0" is not a whole number from 1 up.'],
] as const)('%j is told, and counts as absent', (attributes, problem) => {
  const { options, problems } = read(attributes);
  expect(problems).toEqual([problem]);
  expect(options).toEqual(read({}).options);
});
