import { expect, type ElementHandle, type Locator } from '@playwright/test';
import type { QueryResult } from '../driver/playground-driver';
import { Surface } from './surface';

/** What an element has for scripts; see docs/embedding.md. */
interface SqlPlaygroundElement extends HTMLElement {
  sql: string;
  readonly result: QueryResult | undefined;
  type(text: string): void;
  reset(): Promise<void>;
}

/** One `<sql-playground>` of a page. */
export class EmbeddedPlayground extends Surface {
  constructor(readonly host: Locator) {
    super(host.page(), host, host);
  }

  async getSql(): Promise<string> {
    const element = await this.#element();
    return element.evaluate(({ sql }) => sql);
  }

  async setSql(sql: string): Promise<void> {
    const element = await this.#element();
    await element.evaluate((playground, text) => {
      playground.sql = text;
    }, sql);
  }

  async write(text: string): Promise<void> {
    const element = await this.#element();
    await element.evaluate((playground, written) => {
      playground.type(written);
    }, text);
  }

  async lastResult(): Promise<QueryResult | null> {
    const element = await this.#element();
    return element.evaluate(({ result }) => result ?? null);
  }

  /** Brings back the author's text, and an empty namespace. */
  async reset(): Promise<void> {
    const element = await this.#element();
    await element.evaluate((playground) => playground.reset());
  }

  /** Shows the result in another way. */
  async view(name: 'table' | 'chart' | 'plan' | 'text'): Promise<void> {
    await this.host.evaluate((element, view) => {
      element.setAttribute('view', view);
    }, name);
  }

  /** Shows the result as a chart, which is given. */
  async chart(): Promise<Locator> {
    await this.view('chart');
    const chart = this.host.locator('[aria-label^="Chart of "]');
    await expect(chart).toBeVisible();
    return chart;
  }

  /** The element, once the page's script has made it more than a block of code. */
  async #element(): Promise<ElementHandle<SqlPlaygroundElement>> {
    await this.host.evaluate(async ({ localName }) => {
      await customElements.whenDefined(localName);
    });
    return (await this.host.elementHandle()) as ElementHandle<SqlPlaygroundElement>;
  }
}
