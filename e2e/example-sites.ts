import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { sites } from '../scripts/sites.mjs';
import { serveFolder } from '../src/playwright/static-server.mjs';
import { EmbeddedPlayground } from '../src/playwright/fixture';
import { expect, test as base } from './fixtures';

export { expect } from '@playwright/test';

export type SiteName = keyof typeof sites;

/** How a framework's own things are reached. */
interface Manners {
  guide: string;
  /** A page that is reached by a link is loaded as another document. */
  loadsPages?: true;
  goDark(page: Page): Promise<unknown>;
  /** Absent where the pages have no search of their own. */
  search?: { results(page: Page): Locator; none: RegExp };
}

export const manners: Record<SiteName, Manners> = {
  plain: {
    guide: 'guide.html',
    loadsPages: true,
    goDark: (page) => page.getByRole('button', { name: 'Dark' }).click(),
  },
  vitepress: {
    guide: 'guide.html',
    goDark: (page) => page.getByRole('switch', { name: 'Switch to dark theme' }).click(),
    search: { results: (page) => page.locator('#localsearch-list'), none: /No results/ },
  },
  docusaurus: {
    guide: 'guide/',
    goDark: (page) => page.getByRole('button', { name: /Switch between dark and light/ }).click(),
    search: { results: (page) => page.getByRole('listbox'), none: /No results/ },
  },
  starlight: {
    guide: 'guide/',
    goDark: (page) => page.getByRole('combobox', { name: 'Select theme' }).selectOption('Dark'),
    search: { results: (page) => page.locator('.pagefind-ui__drawer'), none: /No results/ },
  },
};

/** `siteName` is for a `test.use`. */
export const test = base.extend<{ siteName: SiteName; siteAddress: string; example: ExampleSite }>({
  siteName: ['plain', { option: true }],
  siteAddress: async ({ siteName }, use) => {
    const folder = fileURLToPath(new URL(join('pages', siteName, sites[siteName].pages), import.meta.url));
    const server = await serveFolder({ folder, basePath: '/docs/' });
    await use(`http://127.0.0.1:${server.port}/docs/`);
    await server.close();
  },
  otherOrigins: async ({ siteAddress }, use) => use([new URL(siteAddress).origin]),
  example: async ({ page, siteName, siteAddress }, use) => use(new ExampleSite(page, siteAddress, manners[siteName])),
});

export class ExampleSite {
  constructor(
    readonly page: Page,
    readonly address: string,
    readonly manners: Manners,
  ) {}

  async open(path = ''): Promise<void> {
    await this.page.goto(this.address + path);
  }

  playground(label: string): EmbeddedPlayground {
    return new EmbeddedPlayground(this.page.locator(`sql-playground[label="${label}"]`));
  }

  async follow(name: string): Promise<void> {
    await this.page.locator('main').getByRole('link', { name, exact: true }).click();
  }

  /** Types into the search of the pages, until it has this. */
  async search(words: string, found: Locator): Promise<void> {
    // Some have the field in a dialog which it may come to when that has the focus already.
    const field = this.page.getByRole('dialog').getByRole('textbox').or(this.page.locator('input:focus')).first();
    const opener = this.page.getByRole('banner').or(this.page.getByRole('navigation')).getByLabel('Search').first();
    // A page that has only just come hears no click, and may empty the field.
    await expect(async () => {
      if ((await field.count()) === 0) await opener.click({ timeout: 10_000 });
      await field.fill(words, { timeout: 10_000 });
      await expect(found).toBeVisible({ timeout: 10_000 });
    }).toPass();
  }
}
