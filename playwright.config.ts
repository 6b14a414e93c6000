import { existsSync } from 'node:fs';
import { defineConfig, firefox, webkit } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/browser.mjs';

const executablePath = findBrowser();

/** The other engines run what people do, where Playwright has them; the rest asks Chromium's own tools. */
const others = [firefox, webkit].filter((browser) => existsSync(browser.executablePath()));
const everywhere = /(?:smoke|driver|page|errors|embed|playwright-fixture)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  // Demos are tests too: see CONTRIBUTING.md.
  testMatch: ['*.spec.ts', '*.demo.ts'],
  forbidOnly: true,
  retries: 0,
  // Each keeps a browser, an engine and a test busy.
  workers: 2,
  // These tell what hangs from what is slow: a busy machine takes ten times as long as a quiet one.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What moves is drawn anew all the time, which takes a tenth of what opening a page does. media-preferences.spec.ts has it move.
    reducedMotion: 'reduce',
    // A process of its own for each test would take a third of the time. What a page stores is cleared between tests.
    reuseContext: true,
    // Without its pictures of every step, which cost nearly as much as the test itself; `--trace on` has them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'chromium' },
    ...others.map((browser) => ({
      name: browser.name(),
      testMatch: everywhere,
      use: { browserName: browser.name() as 'firefox' | 'webkit', launchOptions: {} },
    })),
  ],
});
