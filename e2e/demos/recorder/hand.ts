import type { Locator, Page } from '@playwright/test';
import type { Surface } from '../../../src/playwright/surface';
import type { TypingOptions } from '../../../src/playwright/typing';
import { firstLinesOf } from './places';

/** Who uses the page: in a hurry, or so that one can follow. */
export interface Hand {
  point(target: Locator): Promise<void>;
  click(target: Locator): Promise<void>;
  /** Writes in place of the text of an editor. */
  type(into: Surface, text: string, options: TypingOptions): Promise<void>;
  press(key: string): Promise<void>;
  pause(seconds: number): Promise<void>;
}

/** Does all that, and loses no time. */
export function briskHand(page: Page): Hand {
  return {
    point: (target) => target.hover(),
    click: (target) => target.click(),
    type: async (into, text) => {
      // With the mouse, as in a film: what is under it shows on pictures.
      const { x, y } = await firstLinesOf(into.editor);
      await page.mouse.click(x, y);
      await into.typeSql(text, { cps: 0 });
    },
    press: (key) => page.keyboard.press(key),
    pause: () => Promise.resolve(),
  };
}
