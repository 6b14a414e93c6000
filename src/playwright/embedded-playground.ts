import { expect, type Locator } from '@playwright/test';
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

  getSql(): Promise<string> {
    return this.host.evaluate((element) => (element as SqlPlaygroundElement).sql);
  }

  async setSql(sql: string): Promise<void> {
    await this.host.evaluate((element, text) => {
      (element as SqlPlaygroundElement).sql = text;
    }, sql);
  }

  write(text: string): Promise<void> {
    return this.host.evaluate((element, written) => {
      (element as SqlPlaygroundElement).type(written);
    }, text);
  }

  lastResult(): Promise<QueryResult | null> {
    return this.host.evaluate((element) => (element as SqlPlaygroundElement).result ?? null);
  }

  /** Brings back the author's text, and an empty namespace. */
  async reset(): Promise<void> {
    await this.host.evaluate((element) => (element as SqlPlaygroundElement).reset());
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
}
