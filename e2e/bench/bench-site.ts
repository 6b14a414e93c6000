import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { build } from 'vite';
import { serveFolder } from '../../src/playwright/static-server.mjs';

/** `page`, opened on a production build of one page under `e2e/bench/pages/`, `test.use({ benchPage: 'session.html' })`, or of the app, `'app'`. */
export const test = base.extend<{ benchPage: string; opened: undefined }>({
  benchPage: ['', { option: true }],

  opened: [
    async ({ page, benchPage }, use) => {
      const site = await buildSite(benchPage);
      await page.goto(site.address);
      await use(undefined);
      await site.close();
    },
    { auto: true, timeout: 180_000 },
  ],
});

/** A production build of a page, or of the app, and a server that has it. */
export async function buildSite(benchPage: string): Promise<{ address: string; close: () => Promise<void> }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const isApp = benchPage === 'app';
  const folder = await mkdtemp(join(tmpdir(), 'dabble-bench-'));
  await build({
    root,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      rolldownOptions: { input: isApp ? join(root, 'index.html') : join(root, 'e2e/bench/pages', benchPage) },
    },
  });
  const server = await serveFolder({ folder, basePath: '/' });
  const path = isApp ? '' : `e2e/bench/pages/${basename(benchPage)}`;
  return {
    address: `http://127.0.0.1:${server.port}/${path}`,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The middle of some figures. */
export function median(figures: number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Medians of `rounds` rounds, in each of which every measurement is taken once: what drifts, drifts for all. */
export async function rounds<K extends string>(
  count: number,
  measurements: Record<K, () => Promise<number>>,
): Promise<Record<K, number>> {
  const names = Object.keys(measurements) as K[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < count; round++) {
    for (const name of names) figures[name].push(await measurements[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(figures[name])])) as Record<K, number>;
}
