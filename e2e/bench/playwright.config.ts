import { defineConfig } from '@playwright/test';
import tests from '../../playwright.config.ts';

/** `npm run bench`: figures, not tests. Kept out of `npm test`, because they take minutes and want a quiet machine. */
export default defineConfig(tests, {
  testDir: '.',
  testMatch: '*.bench.ts',
  // One after another: what is measured wants the machine for itself.
  workers: 1,
  timeout: 600_000,
  outputDir: '../../test-results',
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off', reducedMotion: 'no-preference' },
});
