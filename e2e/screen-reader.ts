import type { CDPSession, Page } from '@playwright/test';
import { expect } from './fixtures';
import { FocusWords } from './focus-words';
import { watchPage, type Announcement } from './live-regions';

const TELL = 'tellScreenReader';

/**
 * What somebody hears who listens to the page: the focus where it goes, as the browser's own accessibility tree has it, and what
 * live regions say, each as a line, in order.
 */
export class ScreenReader {
  readonly #heard: Promise<string[]>[] = [];
  #read = 0;

  private constructor(devtools: CDPSession) {
    const words = new FocusWords(devtools);
    let last: Promise<unknown> = Promise.resolve();
    this.tell = (said) => {
      const lines = said ? Promise.resolve([`${said.region}: ${said.text}`]) : last.then(() => words.read());
      last = lines;
      this.#heard.push(lines);
    };
  }

  private readonly tell: (said: Announcement | undefined) => void;

  /** Listens to a page that is yet to be opened. */
  static async listenTo(page: Page): Promise<ScreenReader> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Accessibility.enable');
    const reader = new ScreenReader(devtools);
    await page.exposeFunction(TELL, (said: Announcement | null) => {
      reader.tell(said ?? undefined);
    });
    await page.addInitScript(watchPage, TELL);
    return reader;
  }

  /** What was not read yet. */
  async lines(): Promise<string[]> {
    const lines = await Promise.all(this.#heard);
    return lines.flat().slice(this.#read);
  }

  /** Has these lines, and no others, come since the last time. */
  async hears(...expected: (string | RegExp)[]): Promise<void> {
    await expect
      .poll(() => this.lines())
      .toEqual(expected.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))));
    this.#read += expected.length;
  }

  /** Lets what was said up to now go by. */
  async skip(): Promise<void> {
    this.#read += (await this.lines()).length;
  }
}
