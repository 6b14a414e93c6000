import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { test as base } from '../src/playwright/fixture';
import { serveFolder } from '../src/playwright/static-server.mjs';

export { expect } from '../src/playwright/fixture';

interface TestFixtures {
  /** Texts of console errors that a test brings about on purpose. */
  expectedErrors: RegExp[];
  /** Other origins that a test has to do with; it answers for them itself. */
  otherOrigins: string[];
  calm: undefined;
}

interface WorkerFixtures {
  /** The same as `playgroundSite`. */
  site: string;
}

/** Every test fails when its page reports an error or asks another origin for anything. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  // Under a sub-path, as hosts of project pages have it.
  playgroundSite: [
    async ({}, use) => {
      const basePath = '/some/sub-path/';
      const folder = fileURLToPath(new URL('../dist', import.meta.url));
      const server = await serveFolder({ folder, basePath });
      await use(`http://127.0.0.1:${server.port}${basePath}`);
      await server.close();
    },
    { scope: 'worker' },
  ],

  site: [async ({ playgroundSite }, use) => use(playgroundSite), { scope: 'worker' }],

  baseURL: async ({ site }, use) => use(site),

  expectedErrors: [[], { option: true }],

  otherOrigins: [[], { option: true }],

  calm: [
    async ({ context, site, expectedErrors, otherOrigins }, use) => {
      const origins = [new URL(site).origin, ...otherOrigins];
      const complaints: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (/^(http|ws)/.test(url.protocol) && !origins.includes(url.origin)) complaints.push(`asked for ${url.href}`);
      });
      const complain = (text: string) => {
        if (!expectedErrors.some((expected) => expected.test(text))) complaints.push(text);
      };
      // The context's first page is there before the test, when contexts are used again.
      for (const page of context.pages()) listen(page, complain);
      context.on('page', (page) => listen(page, complain));
      await use(undefined);
      if (complaints.length > 0) throw new Error(`The page was not calm:\n${complaints.join('\n')}`);
    },
    { auto: true },
  ],
});

function listen(page: Page, complain: (text: string) => void): void {
  page.on('pageerror', (error) => {
    complain(`threw ${error.stack ?? error.message}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
}
