import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import type { Playground } from '../src/playwright/fixture';

/** Writes files below the test's own folder, and gives its path. */
export async function folderOf(testInfo: TestInfo, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = testInfo.outputPath(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return testInfo.outputPath();
}

/** Chooses files, or a folder, in the browser's own dialog. */
export async function choose(page: Page, button: string, paths: string | string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add data', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(paths);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** As Ctrl+V with the focus on nothing in particular. */
export async function paste(page: Page, text: string, html = ''): Promise<void> {
  await page.evaluate(
    ([plain, rich]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      if (rich !== '') clipboardData.setData('text/html', rich);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html] as const,
  );
}

export function added(page: Page) {
  return page.getByRole('region', { name: 'Added data' });
}

/** Drops what is on this machine, as a mouse does, folders too. */
export async function dropFromDisk(page: Page, ...files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 600, data });
  }
}

export function fileNames(playground: Playground) {
  return expect.poll(async () => {
    const { statements } = await playground.query('SELECT file_name FROM sys.files ORDER BY ALL');
    return statements[0]?.rows.flat();
  });
}
