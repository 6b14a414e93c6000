// `npm run picture`: takes the README's picture of the playground with an answer on it.
import { join } from 'node:path';
import { browserArguments, ensureBrowser } from './browser.mjs';
import { root } from './dependencies.mjs';
import './prepare.mjs';
import { serveFolder } from '../src/playwright/static-server.mjs';

const { chromium } = await import('@playwright/test');
const server = await serveFolder({ folder: join(root, 'dist') });
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(`http://127.0.0.1:${server.port}/`);
  await page.evaluate(async () => {
    if (!window.playground) throw new Error('This page has no driver.');
    await window.playground.ready();
    await window.playground.runEditor();
  });
  await page.getByRole('gridcell').first().waitFor();
  await page.getByRole('treeitem', { name: 'queries' }).waitFor();
  await page.screenshot({ path: join(root, 'docs/playground.png'), animations: 'disabled', caret: 'hide' });
} finally {
  await browser.close();
  await server.close();
}
