import { fileURLToPath } from 'node:url';
import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { Playground } from './playground';
import { serveFolder } from './static-server.mjs';

export { EmbeddedPlayground } from './embedded-playground';
export { expect } from './matchers';
export { names, reflected } from './names';
export { Playground } from './playground';
export type { ExpectedCell } from './expected-rows';
export type { FileSource, PlaygroundAddress, Theme } from './playground';
export type { TypingOptions } from './typing';
export type {
  FileInfo,
  PlaygroundDriver,
  PlaygroundError,
  QueryResult,
  RunOptions,
  SessionInfo,
  StatementResult,
} from '../driver/playground-driver';

export interface PlaygroundOptions {
  /** True: two runs of one script look the same, to the pixel. See docs/playwright.md. */
  playgroundDemo: boolean;
  /** True: the editor offers and underlines nothing unasked, so that what keys do never depends on the moment. */
  playgroundCalm: boolean;
}

export interface PlaygroundFixtures {
  playground: Playground;
}

export interface PlaygroundWorkerOptions {
  /** Where the app is deployed. Empty, the default: the build in this package is served for the tests. */
  playgroundUrl: string;
}

export interface PlaygroundWorkerFixtures {
  /** Address of the app that is tested, ending in `/`; `embed.js` lies beside it. */
  playgroundSite: string;
}

/** The build, beside the scripts that are made of this folder and beside the sources. */
const build = fileURLToPath(new URL('../../dist/', import.meta.url));

type TestArguments = PlaygroundOptions & PlaygroundFixtures;
type WorkerArguments = PlaygroundWorkerOptions & PlaygroundWorkerFixtures;

/** Playwright's `test` with a `playground`. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & TestArguments,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerArguments
> = base.extend<TestArguments, WorkerArguments>({
  playgroundUrl: ['', { option: true, scope: 'worker' }],

  playgroundSite: [
    async ({ playgroundUrl }, use) => {
      if (playgroundUrl !== '') {
        await use(playgroundUrl.endsWith('/') ? playgroundUrl : `${playgroundUrl}/`);
        return;
      }
      const server = await serveFolder({ folder: build });
      await use(`http://127.0.0.1:${server.port}/`);
      await server.close();
    },
    { scope: 'worker' },
  ],

  playgroundDemo: [false, { option: true }],

  playgroundCalm: [false, { option: true }],

  playground: async ({ page, playgroundSite, playgroundDemo, playgroundCalm }, use) => {
    if (playgroundDemo) await page.addInitScript(mark, 'data-playground-demo');
    if (playgroundCalm) await page.addInitScript(mark, 'data-playground-calm');
    await use(new Playground(page, playgroundSite, playgroundDemo));
  },
});

/** In the page, before its scripts: what docs/embedding.md has its author write. */
function mark(attribute: string): void {
  const set = (): boolean => {
    const html = document.documentElement as HTMLElement | null;
    html?.setAttribute(attribute, '');
    return html !== null;
  };
  if (set()) return;
  const observer = new MutationObserver(() => {
    if (set()) observer.disconnect();
  });
  observer.observe(document, { childList: true });
}
