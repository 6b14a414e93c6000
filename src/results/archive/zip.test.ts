import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unzip } from './unzip';
import { zip } from './zip';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const textOf = (text: string) => new Blob([text]);

async function contents(archive: Blob): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, read } of await unzip(archive)) found[name] = await (await read()).text();
  return found;
}

test('what is zipped is unzipped by us and by others, and what is packed already lies in it as it is', async () => {
  const long = 'select 1;\n'.repeat(100_000);
  const archive = await zip([
    { name: 'load.sql', data: textOf(long), isPacked: false },
    { name: 'data/tür.parquet', data: textOf('PAR1 packed'), isPacked: true },
    { name: 'empty', data: new Blob(), isPacked: true },
  ]);
  expect(archive.size).toBeLessThan(10_000);
  const by = Object.entries(unzipSync(await bytesOf(archive))).map(([name, bytes]) => [
    name,
    new TextDecoder().decode(bytes),
  ]);
  expect(Object.fromEntries(by)).toEqual({ 'load.sql': long, 'data/tür.parquet': 'PAR1 packed', empty: '' });
  expect(await contents(archive)).toEqual(Object.fromEntries(by));
  expect(await archive.text()).toContain('PAR1 packed');
});

test('archives of others are read: folders, comments, paths that lead elsewhere', async () => {
  const archive = zipSync({
    'a/': new Uint8Array(),
    'a/b.csv': strToU8('x\n1\n'),
    '../../etc/c.csv': strToU8('y'),
    '\\d.csv': strToU8('z'),
  });
  archive[archive.length - 2] = 5;
  expect(await contents(new Blob([archive, 'words']))).toEqual({ 'a/b.csv': 'x\n1\n', 'etc/c.csv': 'y', 'd.csv': 'z' });
});

test('what is no archive, damaged, locked, or too much is said', async () => {
  const archive = new Blob([zipSync({ 'zeros.csv': new Uint8Array(5_000_000), 'b.csv': strToU8('b') })]);
  const why = async (data: Blob, limits?: Parameters<typeof unzip>[1]) => {
    try {
      for (const { read } of await unzip(data, limits)) await read();
      return 'nothing';
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message : String(thrown);
    }
  };
  expect(await why(archive)).toBe('nothing');
  expect(await why(textOf('no'))).toContain('no zip archive');
  expect(await why(archive.slice(0, -10))).toContain('no zip archive');
  expect(await why(archive.slice(100))).toContain('damaged');
  const limits = { maxFiles: 10, maxBytes: 10_000_000, maxRatio: 1000, freeBytes: 1_000_000 };
  expect(await why(archive, limits)).toBe('nothing');
  expect(await why(archive, { ...limits, maxRatio: 10 })).toContain('more than 10 times its size');
  expect(await why(archive, { ...limits, maxBytes: 4_000_000 })).toContain('more than 4 MiB');
  expect(await why(archive, { ...limits, maxFiles: 1 })).toContain('more than 1 files');
  // It says that it is smaller than it is.
  const changed = await bytesOf(archive);
  const at = changed.findIndex((_, i) => i > 4 && new DataView(changed.buffer).getUint32(i, true) === 0x02_01_4b_50);
  new DataView(changed.buffer).setUint32(at + 24, 1000, true);
  expect(await why(new Blob([changed]))).toBe('It is damaged: zeros.csv is not what it was.');
  new DataView(changed.buffer).setUint16(at + 8, 1, true);
  expect(await why(new Blob([changed]))).toContain('locked with a password');
});
