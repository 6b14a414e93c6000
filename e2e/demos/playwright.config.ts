import { defineConfig } from '@playwright/test';
import tests from '../../playwright.config.ts';
import type { StageOptions } from './stage.ts';

// From scripts/record-demos.mjs.
const { DEMO_TAKE, DEMO_FOLDER } = process.env;

/** `npm run demo`: records the demos. The ordinary suite has them as tests. */
export default defineConfig<StageOptions>({
  ...tests,
  testDir: '.',
  testMatch: '*.demo.ts',
  workers: 1,
  timeout: 600_000,
  // Not the suite's folder, which would be emptied under it.
  outputDir: '../../test-results/demos',
  reporter: 'list',
  use: {
    ...tests.use,
    reducedMotion: 'no-preference',
    trace: 'off',
    screenshot: 'off',
    take: DEMO_TAKE === 'stills' ? 'stills' : 'film',
    ...(DEMO_FOLDER === undefined ? {} : { demosFolder: DEMO_FOLDER }),
  },
  projects: (['light', 'dark'] as const).map((theme) => ({ name: theme, use: { theme } })),
});
