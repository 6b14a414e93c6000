/** What a node stands for, where something can be done with it. */
export interface CatalogSubject {
  kind: 'file' | 'sample' | 'table' | 'view' | 'system view';
  /** A file's name; a table's or view's as SQL takes it. */
  name: string;
}

/** A node of the catalog. Ids are unique and stable over look-ups, so that what was open stays open. */
export interface CatalogNode {
  id: string;
  kind: 'group' | 'namespace' | 'table' | 'view' | 'column' | 'file' | 'note';
  label: string;
  /** Type, size or count, beside the label. */
  detail?: string;
  /** Longer words for who stays on it. */
  description?: string;
  /** What goes into the editor; without it, a click opens or closes the node. */
  insert?: string;
  children?: readonly CatalogNode[];
  /** Given where the node has a menu. */
  subject?: CatalogSubject;
}

/** A node in the order of the page, with its place in the tree. */
export interface CatalogRow {
  node: CatalogNode;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  siblings: number;
  parentId: string | undefined;
  /** Undefined for nodes without children. */
  isOpen: boolean | undefined;
}

/** The rows that can be seen: the children of closed nodes are left out. */
export function visibleRows(
  nodes: readonly CatalogNode[],
  isOpen: (id: string) => boolean,
  level = 1,
  parentId?: string,
): CatalogRow[] {
  return nodes.flatMap((node, index) => {
    const open = node.children ? isOpen(node.id) : undefined;
    const row: CatalogRow = { node, level, position: index + 1, siblings: nodes.length, parentId, isOpen: open };
    return open && node.children ? [row, ...visibleRows(node.children, isOpen, level + 1, node.id)] : [row];
  });
}
