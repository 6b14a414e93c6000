import { expect, test } from 'vitest';
import type { Batch } from '../protocol/batch';
import type { DataType } from '../protocol/data-type';
import { readBatch } from './column-reader';

// Batches made by hand, for what the engine does not give: broken text, types that its C API does not name.

interface Node {
  length: number;
  /** Validity first. */
  buffers: ArrayLike<number>[];
}

function batchOf(rowCount: number, nodes: Node[]): Batch {
  const layout: number[] = [];
  const bytes: number[] = [];
  for (const { length, buffers } of nodes) {
    layout.push(length);
    for (const buffer of buffers) {
      layout.push(bytes.length, buffer.length);
      bytes.push(...Array.from(buffer));
      while (bytes.length % 8 !== 0) bytes.push(0);
    }
  }
  return { rowCount, layout, body: Uint8Array.from(bytes).buffer };
}

function texts(type: DataType, rowCount: number, nodes: Node[], limit?: number): (string | null)[] {
  const [reader] = readBatch([type], batchOf(rowCount, nodes));
  return Array.from({ length: rowCount }, (_, row) => reader?.text(row, limit) ?? null);
}

/** One view per value, in the layout that `protocol/batch.ts` describes. */
function viewNode(values: number[][]): Node {
  const heap: number[] = [];
  const views = values.flatMap((value) => {
    const view = new DataView(new ArrayBuffer(16));
    view.setUint32(0, value.length, true);
    if (value.length <= 12) {
      value.forEach((byte, i) => {
        view.setUint8(4 + i, byte);
      });
    } else {
      view.setUint32(12, heap.length, true);
      heap.push(...value);
    }
    return Array.from(new Uint8Array(view.buffer));
  });
  return { length: values.length, buffers: [[], views, heap] };
}

const VARCHAR: DataType = { kind: 'VARCHAR', name: 'VARCHAR' };
const INTEGER: DataType = { kind: 'INTEGER', name: 'INTEGER' };

test('broken UTF-8 becomes replacement characters, inline and in the heap', () => {
  const inline = [0x61, 0xff, 0x62];
  const cutShort = [0xf0, 0x9f, 0xa6];
  const long = [...Array.from({ length: 12 }, () => 0x78), 0xc3];
  expect(texts(VARCHAR, 3, [viewNode([inline, cutShort, long])])).toEqual(['a\ufffdb', '\ufffd', 'xxxxxxxxxxxx\ufffd']);
});

test('a byte order mark is text', () => {
  const mark = [0xef, 0xbb, 0xbf];
  expect(texts(VARCHAR, 2, [viewNode([mark, [...mark, ...Array.from({ length: 12 }, () => 0x78)]])])).toEqual([
    '\ufeff',
    '\ufeffxxxxxxxxxxxx',
  ]);
});

test('TIME_NS in its own layout', () => {
  const values = new BigInt64Array([0n, 86_400_000_000_000n, 3_723_000_000_010n]);
  const node = { length: 3, buffers: [[], new Uint8Array(values.buffer)] };
  expect(texts({ kind: 'TIME_NS', name: 'TIME_NS' }, 3, [node])).toEqual(['00:00:00', '24:00:00', '01:02:03.00000001']);
});

test('a bare NULL is NULL, with a bitmap and without', () => {
  const type: DataType = { kind: 'NULL', name: '"NULL"' };
  expect(texts(type, 2, [{ length: 2, buffers: [[]] }])).toEqual([null, null]);
  expect(texts(type, 2, [{ length: 2, buffers: [[0]] }])).toEqual([null, null]);
});

test('a batch without rows', () => {
  const readers = readBatch(
    [VARCHAR, { kind: 'LIST', name: 'INTEGER[]', child: INTEGER }],
    batchOf(0, [
      { length: 0, buffers: [[], [], []] },
      { length: 0, buffers: [[], [], []] },
      { length: 0, buffers: [[], []] },
    ]),
  );
  expect(readers).toHaveLength(2);
});

test('columns follow each other, each with its own NULLs', () => {
  const integers = (validity: number[], values: number[]): Node => ({
    length: values.length,
    buffers: [validity, new Uint8Array(Int32Array.from(values).buffer)],
  });
  const list: DataType = { kind: 'LIST', name: 'INTEGER[]', child: INTEGER };
  const [first, second] = readBatch(
    [list, INTEGER],
    batchOf(2, [
      {
        length: 2,
        buffers: [[0b01], new Uint8Array(Uint32Array.of(1, 0).buffer), new Uint8Array(Uint32Array.of(2, 0).buffer)],
      },
      integers([0b011], [7, 8, 9]),
      integers([], [-1, -2]),
    ]),
  );
  expect([first?.text(0), first?.text(1)]).toEqual(['[8, NULL]', null]);
  expect([first?.isNull(0), first?.isNull(1)]).toEqual([false, true]);
  expect([second?.text(0), second?.text(1)]).toEqual(['-1', '-2']);
});

test('of a long value, as much is read as is asked for', () => {
  const long = Array.from({ length: 100_000 }, () => 0x78);
  for (const kind of ['VARCHAR', 'BLOB'] as const) {
    const [text, short] = texts({ kind, name: kind }, 2, [viewNode([long, [0x61, 0x62]])], 10);
    expect(text).toMatch(/^x{10,40}$/);
    expect(short).toBe('ab');
  }
  const list: DataType = { kind: 'LIST', name: 'BOOLEAN[]', child: { kind: 'BOOLEAN', name: 'BOOLEAN' } };
  const entries = {
    length: 1,
    buffers: [[], new Uint8Array(Uint32Array.of(0).buffer), new Uint8Array(Uint32Array.of(9_000).buffer)],
  };
  const values = { length: 9_000, buffers: [[], new Uint8Array(9_000)] };
  expect(texts(list, 1, [entries, values], 10)[0]).toBe('[false, false]');
  expect(texts(list, 1, [entries, values])[0]).toHaveLength(2 + 9_000 * 7 - 2);
});
