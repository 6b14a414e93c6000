import { expect, test } from 'vitest';
import { visibleRows, type CatalogNode } from './catalog-tree';

const tree: CatalogNode[] = [
  {
    id: 'a',
    kind: 'group',
    label: 'A',
    children: [
      { id: 'a1', kind: 'table', label: 'A1', children: [{ id: 'a1x', kind: 'column', label: 'x' }] },
      { id: 'a2', kind: 'file', label: 'A2' },
    ],
  },
  { id: 'b', kind: 'group', label: 'B', children: [] },
];

test('the children of closed nodes are left out', () => {
  expect(visibleRows(tree, () => false).map(({ node }) => node.id)).toEqual(['a', 'b']);
  expect(visibleRows(tree, (id) => id === 'a').map(({ node }) => node.id)).toEqual(['a', 'a1', 'a2', 'b']);
  expect(visibleRows(tree, () => true).map(({ node }) => node.id)).toEqual(['a', 'a1', 'a1x', 'a2', 'b']);
});

test('a row knows its place', () => {
  const row = visibleRows(tree, () => true).find(({ node }) => node.id === 'a2');

  expect(row).toMatchObject({ level: 2, position: 2, siblings: 2, parentId: 'a', isOpen: undefined });
});
