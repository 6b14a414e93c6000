import type { Locator, Page } from '@playwright/test';
import { EmbeddedPlayground } from '../src/playwright/fixture';

/** A page of somebody's documentation, as the test writes it, beside the build. */
export class DocsPage {
  constructor(
    private readonly page: Page,
    private readonly site: string,
  ) {}

  /** Opens a page with this body and the script; `headers` are those that its server sends, `attributes` those of `<html>`. */
  async open(
    body: string,
    {
      head = '',
      headers = {},
      attributes = '',
    }: { head?: string; headers?: Record<string, string>; attributes?: string } = {},
  ): Promise<void> {
    const address = `${this.site}docs.html`;
    await this.page.route(address, (route) =>
      route.fulfill({
        headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
        body: `<!doctype html><html lang="en" ${attributes}><head><meta charset="utf-8"><title>Docs</title><link rel="icon" href="./favicon.svg">
          <script type="module" src="./embed.js"></script>${head}</head><body>${body}</body></html>`,
      }),
    );
    await this.page.goto(address);
  }

  playground(id: string): EmbeddedPlayground {
    return new EmbeddedPlayground(this.page.locator(`#${id}`));
  }
}

/** Monaco, once somebody has written. */
export function monacoOf({ host }: EmbeddedPlayground): Locator {
  return host.locator('.monaco-editor').first();
}
