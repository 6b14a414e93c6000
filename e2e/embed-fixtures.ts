import type { Page } from '@playwright/test';
import { EmbeddedPlayground } from '../src/playwright/fixture';
import { Host } from './embed-hosts';
import { expect, test as base } from './fixtures';

export { expect } from '@playwright/test';

/** Two origins, and a page of somebody's on the first. */
interface Hosts {
  /** Has the pages; and the build, where it is on the page's own origin. */
  home: Host;
  /** Another origin, with the build. Allows nobody anything, unless a test says so. */
  cdn: Host;
  guest: GuestPage;
}

export const test = base.extend<Hosts>({
  home: async ({}, use) => {
    const host = await Host.start('127.0.0.1');
    await use(host);
    await host.stop();
  },
  cdn: async ({}, use) => {
    const host = await Host.start('localhost');
    await use(host);
    await host.stop();
  },
  otherOrigins: async ({ home, cdn }, use) => use([home.origin, cdn.origin]),
  guest: async ({ page, home }, use) => use(new GuestPage(page, home)),
});

/** What every origin may read. */
export const anybody = { 'access-control-allow-origin': '*' };

/** A page that embeds playgrounds, and counts what its policy refuses. */
export class GuestPage {
  constructor(
    readonly page: Page,
    private readonly home: Host,
  ) {}

  /** Opens a page with this head and body. */
  async open(head: string, body: string, headers: Record<string, string> = {}, path = '/docs/guide/'): Promise<void> {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Guide</title><link rel="icon" href="data:,">
      ${head}</head><body>${body}</body></html>`;
    this.home.pages.set(path, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body: html });
    await this.page.addInitScript(() => {
      const refused: string[] = [];
      Object.assign(window, { refused });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        refused.push(`${effectiveDirective} ${blockedURI}`);
      });
    });
    await this.page.goto(`${this.home.origin}${path}`);
  }

  playground(id = 'a'): EmbeddedPlayground {
    return new EmbeddedPlayground(this.page.locator(`#${id}`));
  }

  /** Runs a playground, and has it answer. */
  async expectAnswer(cells: string[], id = 'a'): Promise<void> {
    const playground = this.playground(id);
    await playground.runButton.click();
    // It may be the first that needs the engine.
    await expect(playground.cells).toHaveText(cells, { timeout: 240_000 });
  }

  /** Runs a playground, and has it say why it cannot. */
  async expectReason(reasons: readonly (RegExp | string)[], id = 'a'): Promise<void> {
    const { runButton, host } = this.playground(id);
    await runButton.click();
    await expect(host).toHaveAttribute('data-state', 'error');
    for (const reason of reasons) await expect(host).toContainText(reason);
  }

  /** What the page's policy has refused so far. */
  refused(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { refused: string[] }).refused);
  }
}

export const script = (build: string, attributes = ''): string =>
  `<script type="module" src="${build}embed.js" ${attributes}></script>`;

export const block = (id = 'a', sql = 'SELECT 42 AS answer', attributes = ''): string =>
  `<sql-playground id="${id}" ${attributes}><pre><code>${sql}</code></pre></sql-playground>`;
