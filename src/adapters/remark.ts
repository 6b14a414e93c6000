import { LONE_SOLUTION, readFence, type Attributes, type Fence } from './fence.ts';

/** What this needs of mdast's nodes, in their own names. */
interface Node {
  type: string;
  children?: Node[];
  value?: string;
  lang?: string | null;
  meta?: string | null;
  position?: unknown;
}

/** What this needs of vfile. */
interface File {
  fail(reason: string, place: unknown, origin: string): never;
}

/**
 * A plugin for remark, and with it Docusaurus, Astro, Starlight and MDX: a fence ```` ```sql playground ```` becomes a
 * `<sql-playground>` around the block that the framework makes of it.
 *
 * @returns the transformer. It fails the file, with the line, where fences have words that are not known.
 */
export default function playgroundFences(): (tree: unknown, file: unknown) => void {
  return (tree, file) => {
    transform(tree as Node, file as File);
  };
}

function transform(parent: Node, file: File): void {
  if (!parent.children) return;
  const fences = parent.children.map((node) => fenceOf(node, file));
  parent.children = parent.children.flatMap((node, index) => {
    const fence = fences[index];
    const next = fences[index + 1];
    switch (fence?.kind) {
      case undefined:
        transform(node, file);
        return node;
      case 'playground': {
        node.meta = fence.info.replace(/^sql ?/, '');
        const solution = next?.kind === 'solution' ? next.attributes : {};
        return element('sql-playground', { ...fence.attributes, ...solution }, node);
      }
      case 'setup':
        return element('pre', { hidden: '', ...fence.attributes }, { type: 'text', value: node.value ?? '' });
      case 'solution':
        return fences[index - 1]?.kind === 'playground' ? [] : file.fail(LONE_SOLUTION, node.position, ORIGIN);
    }
  });
}

const ORIGIN = 'dabble:playground';

function fenceOf({ type, lang, meta, value, position }: Node, file: File): Fence | undefined {
  if (type !== 'code') return undefined;
  try {
    return readFence(`${lang ?? ''} ${meta ?? ''}`, value ?? '');
  } catch (thrown) {
    return file.fail(thrown instanceof Error ? thrown.message : String(thrown), position, ORIGIN);
  }
}

/**
 * An element for both of its readers: MDX takes it as JSX, and by `_mdxExplicitJsx` not as something that a component of its name
 * replaces; remark-rehype takes what `data` says. Both know flags, which an empty text would be for neither.
 */
function element(name: string, attributes: Attributes, child: Node): Node {
  const given = Object.entries(attributes);
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: given.map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value: value === '' ? null : value,
    })),
    children: [child],
    data: {
      _mdxExplicitJsx: true,
      hName: name,
      hProperties: Object.fromEntries(given.map(([key, value]) => [key, value === '' ? true : value])),
    },
  } as Node;
}
