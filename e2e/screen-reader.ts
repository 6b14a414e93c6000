import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { FocusWords } from './focus-words';
import { watchPage, type Happening } from './live-regions';

const TELL = 'tellScreenReader';

/**
 * What somebody hears who listens to the page: the focus where it goes, as the browser's own accessibility tree has it, and what
 * live regions say, each as a line, in order.
 */
export class ScreenReader {
  readonly #heard: Promise<string[]>[] = [];
  #lineCount = 0;

  private constructor(
    private readonly page: Page,
    private readonly words: FocusWords,
  ) {}

  /** Listens to a page that is yet to be opened. */
  static async listenTo(page: Page): Promise<ScreenReader> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Accessibility.enable');
    const reader = new ScreenReader(page, new FocusWords(devtools));
    await page.exposeFunction(TELL, (happening: Happening) => {
      reader.#take(happening);
    });
    await page.addInitScript(watchPage, TELL);
    return reader;
  }

  #take(happening: Happening): void {
    if (happening === 'nothing') return;
    // Of a short query too, where the machine is busy.
    if (happening !== 'focus' && happening.text.startsWith('Still running')) return;
    const before = this.#heard.at(-1);
    const lines =
      happening === 'focus'
        ? Promise.resolve(before).then(() => this.words.read())
        : Promise.resolve([`${happening.region}: ${happening.text}`]);
    // Who ends a test while the focus is being read does not care.
    lines.catch(() => undefined);
    this.#heard.push(lines);
  }

  /** What has come since the last time. */
  async #lines(): Promise<string[]> {
    const lines = await Promise.all(this.#heard);
    return lines.flat().slice(this.#lineCount);
  }

  /** Has these lines, and no others, come since the last time. The focus is read where it is: wait for it before it moves on. */
  async hears(...expected: (string | RegExp)[]): Promise<void> {
    await expect
      .poll(() => this.#lines())
      .toEqual(expected.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))));
    this.#lineCount += expected.length;
  }

  /** Lets what was said up to now go by. */
  async skip(): Promise<void> {
    // What the page has told before this has come when this has.
    await this.page.evaluate(
      (tell) => (window as unknown as Record<string, (nothing: Happening) => void>)[tell]?.('nothing'),
      TELL,
    );
    this.#lineCount += (await this.#lines()).length;
  }

  /** Lets what is said go by up to this line. */
  async hearsAtLast(line: string): Promise<void> {
    await expect.poll(async () => (await this.#lines()).at(-1)).toBe(line);
    await this.skip();
  }
}
