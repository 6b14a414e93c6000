import { expect, type Locator, type Page } from '@playwright/test';
import type { QueryResult, StatementResult } from '../driver/playground-driver';
import { statementOf, toTexts, type ExpectedCell } from './expected-rows';
import { names, reflected } from './names';
import { typeOut, type TypingOptions } from './typing';

/** What the app and an element have in common: an editor, a button, a result. */
export abstract class Surface {
  readonly editor: Locator;
  readonly runButton: Locator;
  readonly cancelButton: Locator;
  readonly grid: Locator;
  readonly columnHeaders: Locator;
  /** Those that are drawn: a long result has no more of them than fit. */
  readonly cells: Locator;
  readonly resultTabs: Locator;
  readonly inspector: Locator;
  readonly status: Locator;
  readonly alert: Locator;

  /** @param root has `data-state`. @param inside where everything else is. */
  protected constructor(
    readonly page: Page,
    protected readonly root: Locator,
    inside: Locator,
  ) {
    this.editor = inside.getByRole('textbox', { name: names.editor });
    this.runButton = inside.getByRole('button', { name: names.run, exact: true });
    this.cancelButton = inside.getByRole('button', { name: names.cancel, exact: true });
    this.grid = inside.getByRole('grid', { name: names.grid });
    this.columnHeaders = this.grid.getByRole('columnheader');
    this.cells = this.grid.getByRole('gridcell');
    this.resultTabs = inside.getByRole('tablist', { name: names.tabs }).getByRole('tab');
    this.inspector = inside.getByRole('region', { name: names.inspector });
    // Monaco has others, beside the app's region.
    this.status = root.getByRole('status');
    this.alert = root.getByRole('alert');
  }

  abstract getSql(): Promise<string>;

  /** Replaces the text, as if somebody had written it. */
  abstract setSql(sql: string): Promise<void>;

  /** How the last run ended; null before the first has. */
  abstract lastResult(): Promise<QueryResult | null>;

  /** Writes at the caret, as keys would: nothing is completed, closed or indented by itself. */
  abstract write(text: string): Promise<void>;

  /** Types SQL in place of what is there, for an audience. What stands there afterwards is `sql`, whatever the editor is set to. */
  async typeSql(sql: string, options: TypingOptions = {}): Promise<void> {
    await this.setSql('');
    await this.editor.focus();
    await typeOut(sql, options, (keystroke) => this.write(keystroke));
    expect(await this.getSql(), 'the editor holds what was typed').toBe(sql);
  }

  /** Presses Run, and gives the run's end, whatever it was. */
  async run(): Promise<QueryResult> {
    const before = await this.runCount();
    await this.runButton.click();
    return this.ended(before);
  }

  /** Presses Cancel, and gives the end of the run. */
  async cancel(): Promise<QueryResult> {
    const before = (await this.runCount()) - 1;
    await this.cancelButton.click();
    return this.ended(before);
  }

  /** What a statement of the last run gave. @param index from 0. @throws Error where there is none. */
  async result(index = 0): Promise<StatementResult> {
    const result = await this.lastResult();
    if (!result) throw new Error('Nothing has run yet. Call run() first.');
    return statementOf(result, index);
  }

  /** Waits until the last run has these rows, as text: `[[1, 'one'], [2, null]]`. */
  async expectRows(
    rows: readonly (readonly ExpectedCell[])[],
    { statement = 0 }: { statement?: number } = {},
  ): Promise<void> {
    await expect
      .poll(async () => (await this.lastResult())?.statements[statement]?.rows, {
        message: `rows of the statement with the index ${statement}`,
      })
      .toEqual(toTexts(rows));
  }

  /** Waits until the last run has failed with this code, and says so on the page. */
  async expectError(code: string, words: RegExp | string = ''): Promise<void> {
    await expect.poll(async () => (await this.lastResult())?.error?.code, { message: 'code of the error' }).toBe(code);
    await expect(this.alert.filter({ hasText: words }).first()).toBeVisible();
  }

  /** A cell. @param row from 0. @param column its name, or its place from 0. */
  async cell(row: number, column: number | string): Promise<Locator> {
    const place = typeof column === 'number' ? column : await this.#placeOf(column);
    // The line of the names is the first of the grid's rows.
    return this.grid.locator(`[aria-rowindex="${row + 2}"] [aria-colindex="${place + 1}"]`);
  }

  /** Opens a cell in the inspector, which is given. */
  async inspect(row: number, column: number | string): Promise<Locator> {
    await (await this.cell(row, column)).dblclick();
    await expect(this.inspector).toBeVisible();
    return this.inspector;
  }

  /** Sorts by a column, as clicks on its name do. */
  async sort(column: string, direction: 'ascending' | 'descending' = 'ascending'): Promise<void> {
    const header = this.columnHeaders.nth(await this.#placeOf(column));
    const sorted = (): Promise<string | null> => header.getAttribute('aria-sort');
    // Clicks sort upwards, downwards, not at all.
    for (let now = await sorted(); now !== direction; now = await sorted()) {
      await header.click();
      await expect.poll(sorted).not.toBe(now);
    }
  }

  protected async runCount(): Promise<number> {
    return Number((await this.root.getAttribute(reflected.run)) ?? 0);
  }

  /** The end of the first run after so many. */
  protected async ended(runsBefore: number): Promise<QueryResult> {
    await this.root.evaluate(
      async (root, { runs, state, run }) => {
        const isOver = (): boolean =>
          Number(root.getAttribute(run)) > runs &&
          ['success', 'error', 'cancelled'].includes(root.getAttribute(state) ?? '');
        if (isOver()) return;
        await new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            if (!isOver()) return;
            observer.disconnect();
            resolve();
          });
          observer.observe(root, { attributes: true });
        });
      },
      { runs: runsBefore, ...reflected },
    );
    const result = await this.lastResult();
    if (!result) throw new Error('The run has ended without a result.');
    return result;
  }

  async #placeOf(column: string): Promise<number> {
    const header = this.columnHeaders.filter({ has: this.page.getByText(column, { exact: true }) });
    const place = await header.first().getAttribute('aria-colindex');
    return Number(place) - 1;
  }
}
