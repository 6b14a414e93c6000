import type { ValueNode } from '../../results/value-node';

/** A part of a value, as a tree shows it. */
export interface TreeNode {
  /** What it is called in the whole: a field, a key, a place; empty for the whole itself. */
  label: string;
  /** The value in short; null for NULL. */
  text: string | null;
  /** How many parts it has; 0 for a leaf. */
  size: number;
  /** Its parts from `from` to before `to`. */
  parts: (from: number, to: number) => TreeNode[];
}

const LONGEST = 200;

function leaf(label: string, text: string | null): TreeNode {
  return { label, text, size: 0, parts: () => [] };
}

function branch(label: string, text: string, size: number, part: (index: number) => TreeNode): TreeNode {
  const parts = (from: number, to: number): TreeNode[] =>
    Array.from({ length: Math.max(0, Math.min(to, size) - from) }, (_, i) => part(from + i));
  return { label, text, size, parts };
}

/** An engine's value as a tree. */
export function valueTree(value: ValueNode, label = ''): TreeNode {
  switch (value.kind) {
    case 'null':
      return leaf(label, null);
    case 'scalar':
    case 'bytes':
      return leaf(label, value.text);
    case 'list':
      return branch(label, countText(value.items.length, '[', ']'), value.items.length, (i) =>
        valueTree(value.items[i] ?? value, String(i + 1)),
      );
    case 'struct':
      return branch(label, countText(value.fields.length, '{', '}'), value.fields.length, (i) => {
        const field = value.fields[i];
        return field ? valueTree(field.value, field.name === '' ? String(i + 1) : field.name) : leaf('', null);
      });
    case 'map':
      return branch(label, countText(value.entries.length, 'MAP {', '}'), value.entries.length, (i) => {
        const entry = value.entries[i];
        return entry ? valueTree(entry.value, entry.key.kind === 'null' ? 'NULL' : entry.key.text) : leaf('', null);
      });
    case 'union':
      return { ...valueTree(value.value, label === '' ? value.member : `${label} (${value.member})`) };
    default:
      return value satisfies never;
  }
}

/** A JSON text as a tree; undefined where it is no object or list. Numbers are shown as they are written. */
export function jsonTree(text: string): TreeNode | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed)) return undefined;
  try {
    // A number keeps its digits only as it stands in the text.
    const parsed: unknown = JSON.parse(trimmed, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined ? new JsonNumber(context.source) : value,
    );
    return parsedTree(parsed, '');
  } catch {
    return undefined;
  }
}

class JsonNumber {
  constructor(readonly source: string) {}
}

function parsedTree(value: unknown, label: string): TreeNode {
  if (value === null) return leaf(label, 'null');
  if (value instanceof JsonNumber) return leaf(label, value.source);
  if (typeof value !== 'object') return leaf(label, JSON.stringify(value));
  const entries = Array.isArray(value) ? value.map((item, i) => [String(i), item] as const) : Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return branch(label, countText(entries.length, open, close), entries.length, (i) => {
    const [key = '', part] = entries[i] ?? [];
    return parsedTree(part, key);
  });
}

function countText(count: number, open: string, close: string): string {
  return count === 0 ? open + close : `${open}${count}${close}`;
}

/** A leaf's text in one line of the tree. */
export function shortText(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
