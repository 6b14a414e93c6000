import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordDemos } from '../../scripts/record-demos.mjs';
import { expect, test } from '../fixtures';

test('two recordings of a demo give the same pictures and texts', async ({}, info) => {
  // Each is a run of Playwright's own, with as much patience as a test of this one.
  test.setTimeout(1_300_000);
  const [first, second] = [await recorded(info.outputPath('first')), await recorded(info.outputPath('second'))];

  expect([...second.keys()]).toEqual([...first.keys()]);
  const different = [...first].filter(([name, content]) => second.get(name)?.equals(content) !== true);
  expect(different.map(([name]) => name)).toEqual([]);
});

/** Files of a take of the demo `first-query`, by name. */
async function recorded(folder: string): Promise<Map<string, Buffer>> {
  await recordDemos({ names: ['first-query'], themes: ['light'], take: 'stills', folder });
  const path = join(folder, 'first-query/light');
  const names = (await readdir(path)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(path, name))] as const)));
}
