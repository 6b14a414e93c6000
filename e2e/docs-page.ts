import type { Locator, Page } from '@playwright/test';
import type { SqlPlayground } from '../src/embed/embed';

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

/** One element, by the roles and names that it has. */
export class EmbeddedPlayground {
  constructor(readonly host: Locator) {}

  get run(): Locator {
    return this.host.getByRole('button', { name: 'Run' });
  }

  get editor(): Locator {
    return this.host.getByRole('textbox', { name: 'SQL editor' });
  }

  /** Monaco, once somebody has written. */
  get monaco(): Locator {
    return this.host.locator('.monaco-editor').first();
  }

  /** The text that runs. */
  sql(): Promise<string> {
    return this.host.evaluate((element) => (element as SqlPlayground).sql);
  }

  get status(): Locator {
    return this.host.getByRole('status');
  }

  get alert(): Locator {
    return this.host.getByRole('alert');
  }

  get cells(): Locator {
    return this.host.getByRole('grid', { name: 'Query result' }).getByRole('gridcell');
  }
}
