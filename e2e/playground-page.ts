import type { Locator, Page } from '@playwright/test';
import type { QueryResult } from '../src/client/query-result';
import type { SessionState } from '../src/client/session-snapshot';
import type { PlaygroundDriver, RunOptions } from '../src/driver/playground-driver';
import type { SessionInfo } from '../src/protocol/session';

/** Any page that Dabble builds, once its script has run. */
type DrivenWindow = Window & { playground: PlaygroundDriver };

/** The app's page as our own tests speak of it: what people see by role and name, and the driver. */
export class PlaygroundPage {
  readonly region: Locator;
  readonly editor: Locator;
  readonly runButton: Locator;
  readonly cancelButton: Locator;
  readonly status: Locator;
  readonly alert: Locator;
  readonly grid: Locator;
  readonly columnHeaders: Locator;
  readonly cells: Locator;
  readonly resultTabs: Locator;
  readonly catalog: Locator;

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'SQL playground' });
    this.editor = page.getByRole('textbox', { name: 'SQL editor' });
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
    this.cancelButton = page.getByRole('button', { name: 'Cancel', exact: true });
    // Inside the region, because Monaco puts a status and an alert of its own beside it.
    this.status = this.region.getByRole('status');
    this.alert = this.region.getByRole('alert');
    this.grid = page.getByRole('grid', { name: 'Query result' });
    this.columnHeaders = this.grid.getByRole('columnheader');
    this.cells = this.grid.getByRole('gridcell');
    this.resultTabs = page.getByRole('tablist', { name: 'Results' }).getByRole('tab');
    this.catalog = page.getByRole('tree', { name: 'Catalog' });
  }

  /** Opens the app, `address` being its query string and fragment, and waits for the session. */
  async open(address = ''): Promise<SessionInfo> {
    await this.page.goto(`./${address}`);
    return this.ready();
  }

  ready(): Promise<SessionInfo> {
    return this.page.evaluate(() => (window as DrivenWindow).playground.ready());
  }

  /** Runs SQL through the driver; the editor keeps its text. */
  run(sql: string, options: RunOptions = {}): Promise<QueryResult> {
    // Parameters nest without end, which the types of `evaluate` cannot follow.
    const plainOptions: object = options;
    return this.page.evaluate(([text, runOptions]) => (window as DrivenWindow).playground.run(text, runOptions), [
      sql,
      plainOptions,
    ] as const);
  }

  /** Puts SQL into the editor, as if typed. */
  async setSql(sql: string): Promise<void> {
    await this.page.evaluate((text) => {
      (window as DrivenWindow).playground.setSql(text);
    }, sql);
  }

  getSql(): Promise<string> {
    return this.page.evaluate(() => (window as DrivenWindow).playground.getSql());
  }

  state(): Promise<SessionState> {
    return this.page.evaluate(() => (window as DrivenWindow).playground.state());
  }
}
