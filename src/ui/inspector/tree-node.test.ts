import { expect, test } from 'vitest';
import type { DataType } from '../../protocol/data-type';
import type { ValueNode } from '../../results/value-node';
import { jsonTree, valueTree, type TreeNode } from './tree-node';

const INTEGER: DataType = { kind: 'INTEGER', name: 'INTEGER' };
const number = (text: string): ValueNode => ({ kind: 'scalar', type: INTEGER, text });
function treeOf(text: string): TreeNode {
  const tree = jsonTree(text);
  if (!tree) throw new Error('No tree.');
  return tree;
}

const shown = (node: TreeNode): unknown => [node.label, node.text, ...node.parts(0, node.size).map(shown)];

test('nested values are trees of their parts', () => {
  const type: DataType = { kind: 'LIST', name: 'INTEGER[]', child: INTEGER };
  const list: ValueNode = {
    kind: 'list',
    type,
    text: '[7, NULL]',
    items: [number('7'), { kind: 'null', type: INTEGER }],
  };
  const struct: ValueNode = {
    kind: 'struct',
    type,
    text: '',
    fields: [
      { name: 'a', value: list },
      { name: '', value: number('1') },
    ],
  };
  expect(shown(valueTree(struct))).toEqual(['', '{2}', ['a', '[2]', ['1', '7'], ['2', null]], ['2', '1']]);
});

test('keys of a MAP and members of a UNION are labels', () => {
  const entries = [
    { key: number('1'), value: { kind: 'union', type: INTEGER, text: 'x', member: 'm', value: number('5') } as const },
  ];
  const map: ValueNode = { kind: 'map', type: INTEGER, text: '', entries };
  expect(shown(valueTree(map))).toEqual(['', 'MAP {1}', ['1 (m)', '5']]);
});

test('JSON is a tree, and its numbers keep their digits', () => {
  expect(shown(treeOf(' {"a": [1, "x", null, true], "b": {}} '))).toEqual([
    '',
    '{2}',
    ['a', '[4]', ['0', '1'], ['1', '"x"'], ['2', 'null'], ['3', 'true']],
    ['b', '{}'],
  ]);
  expect(jsonTree('[1')).toBeUndefined();
  expect(jsonTree('hello')).toBeUndefined();
  expect(jsonTree('42')).toBeUndefined();
});

test('of a long list only what is asked for is made', () => {
  const big = jsonTree(`[${Array.from({ length: 50_000 }, (_, i) => i).join(',')}]`);
  expect(big?.parts(49_999, 60_000).map(({ label }) => label)).toEqual(['49999']);
});
