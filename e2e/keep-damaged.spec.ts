import { readFile } from 'node:fs/promises';
import { expectNoViolations } from './axe';
import { expect, test } from './kept-fixtures';

test('a damaged database is set aside as it is, and said', async ({ page, playground }) => {
  const startedAt = Date.now();
  await playground.goto();
  const open = () => page.evaluate(() => window.playground?.databases?.open('work').then(({ state }) => state));
  expect(await open()).toBe('open');
  await playground.query('create table t as select 1 as a', { namespace: 'work' });
  await page.evaluate(() => window.playground?.databases?.close('work'));
  const names = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('dabble');
    const file = await folder.getFileHandle('work.db');
    const writable = await file.createWritable({ keepExistingData: true });
    await writable.write({ type: 'write', position: 4096, data: new Uint8Array(8192).fill(7) });
    await writable.close();
    const before = (await file.getFile()).size;
    const said = await window.playground?.databases?.open('work').catch((thrown: unknown) => String(thrown));
    const sizes = [];
    for await (const entry of folder.values()) {
      if (entry.kind === 'file') sizes.push([entry.name, (await entry.getFile()).size]);
    }
    return { before, said, sizes };
  });
  expect(names.said).toMatch(
    /The database work cannot be read: .* It was set aside, as it is, under the name work\.damaged-/,
  );
  expect(names.sizes).toContainEqual([expect.stringMatching(/^work\.damaged-[\d-]+\.db$/), names.before]);
  expect(await open()).toBe('open');
  expect((await playground.query('from t', { namespace: 'work' })).error?.code).toBe('CATALOG_ERROR');

  const list = () => page.evaluate(() => window.playground?.databases?.list());
  const [kept, aside] = (await list()) ?? [];
  expect(kept).toMatchObject({ name: 'work', state: 'open' });
  expect(aside).toMatchObject({ sizeBytes: names.before, state: 'set-aside' });
  expect(names.said).toContain(aside?.setAside?.reason);
  expect(aside?.setAside?.at).toBeGreaterThanOrEqual(startedAt);
  expect(aside?.setAside?.at).toBeLessThanOrEqual(Date.now());
  const dialog = page.getByRole('dialog', { name: 'Databases' });
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  await expectNoViolations(page, {
    'a database that was set aside': async () => {
      await page.getByRole('button', { name: 'Database: in memory' }).click();
      await expect(dialog.getByText('Set aside: they could not be read')).toBeVisible();
    },
    'narrow, and asked before it is deleted': async () => {
      await page.setViewportSize({ width: 400, height: 800 });
      await playground.openCatalog();
      await page.getByRole('button', { name: 'Database: in memory' }).click();
      await button(`Delete ${aside?.name ?? ''}`).press('Enter');
      await expect(button('Keep')).toBeFocused();
    },
  });
  await button('Keep').press('Enter');
  await expect(button(`Delete ${aside?.name ?? ''}`)).toBeFocused();
  const downloading = page.waitForEvent('download');
  await button(`Download ${aside?.name ?? ''}`).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${aside?.name ?? ''}.db`);
  const saved = await readFile(await download.path());
  expect(saved.subarray(4096, 12_288)).toEqual(Buffer.alloc(8192, 7));
  await button(`Delete ${aside?.name ?? ''}`).press('Enter');
  await button('Delete').press('Enter');
  await expect(dialog.getByText('Set aside')).toHaveCount(0);
  expect(await list()).toMatchObject([{ name: 'work' }]);
});
