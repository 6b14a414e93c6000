import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { QueryError } from '../protocol/error';
import { packingOf } from './packing';
import { beginnings, blobOf, damaged } from './testing/loaded';
import { zstd } from './testing/packed';
import { unpacked } from './unpacked';

const text = 'a,b\n1,2\n'.repeat(5_000);
const bytes = new TextEncoder().encode(text);

async function failure(file: Blob, limits?: Parameters<typeof unpacked>[1]): Promise<string | undefined> {
  try {
    await unpacked(file, limits);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof QueryError) || thrown.detail.code !== 'FILE_ERROR') throw thrown;
    return thrown.message;
  }
}

/** A zstd frame of blocks that repeat a byte: 128 KiB for four bytes. */
function bomb(blockCount: number): Uint8Array<ArrayBuffer> {
  const blocks: number[] = [];
  for (let i = 0; i < blockCount; i++) {
    const head = (0x20000 << 3) | (1 << 1) | (i === blockCount - 1 ? 1 : 0);
    blocks.push(head & 255, (head >> 8) & 255, head >> 16, 0x30);
  }
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38].concat(blocks));
}

describe('unpacked', () => {
  it('gives back what was packed, by its first bytes', async () => {
    expect(await (await unpacked(blobOf(gzipSync(bytes)))).text()).toBe(text);
    expect(await (await unpacked(blobOf(zstd(bytes)))).text()).toBe(text);
    expect(packingOf(bytes)).toBeUndefined();
  });

  it('leaves other files as they are', async () => {
    expect(await (await unpacked(new Blob([bytes]))).text()).toBe(text);
    expect(await (await unpacked(new Blob([]))).text()).toBe('');
  });

  it('reads frames one after the other', async () => {
    const twice = new Blob([zstd(bytes), zstd(bytes)]);
    expect(await (await unpacked(twice)).text()).toBe(text + text);
  });

  it('stops at the limits', async () => {
    const limits = { maxBytes: 1 << 20, maxRatio: 100, freeBytes: 1 << 16 };
    const zeros = new Uint8Array(1 << 20);
    expect(await failure(blobOf(gzipSync(zeros)), limits)).toMatch(/more than 100 times its size would come out/);
    expect(await failure(blobOf(bomb(20_000)), limits)).toMatch(/would come out of it/);
    expect(await failure(blobOf(gzipSync(zeros.subarray(0, 1 << 16))), limits)).toBeUndefined();
    const noise = Uint8Array.from({ length: 2 << 20 }, (_, i) => (i * i * 31) % 251);
    expect(await failure(blobOf(zstd(noise)), limits)).toMatch(/more than 1 MiB would come out/);
  });

  it('stops at 1000 times the size by itself', async () => {
    expect(await failure(blobOf(bomb(3_000)))).toMatch(/more than 1000 times its size/);
  });

  it('says that a file is damaged, and nothing else', async () => {
    for (const file of [gzipSync(bytes), zstd(bytes.subarray(0, 2_000))]) {
      for (const part of beginnings(file, 60)) {
        if (packingOf(part)) expect(await failure(blobOf(part))).toBeDefined();
      }
      for (const copy of damaged(file, 150)) await failure(blobOf(copy));
    }
  });
});
