import type { Locator, Page } from '@playwright/test';
import { linesOf, strike } from './keystrokes';
import { firstLinesOf } from './places';
import type { TypingOptions } from './typing-rhythm';

/** Who uses the page: in a hurry, or so that one can follow. */
export interface Hand {
  point(target: Locator): Promise<void>;
  click(target: Locator): Promise<void>;
  /** Replaces the text of an editor. */
  type(editor: Locator, text: string, options: TypingOptions): Promise<void>;
  press(key: string): Promise<void>;
  pause(seconds: number): Promise<void>;
}

/** Does all that, and loses no time. */
export function briskHand(page: Page): Hand {
  return {
    point: (target) => target.hover(),
    click: (target) => target.click(),
    type: async (editor, text) => {
      // With the mouse, as in a film: what is under it shows on pictures.
      const { x, y } = await firstLinesOf(editor);
      await page.mouse.click(x, y);
      await editor.focus();
      await page.keyboard.press('ControlOrMeta+a');
      for (const line of linesOf(text)) await strike(page, line);
    },
    press: (key) => page.keyboard.press(key),
    pause: () => Promise.resolve(),
  };
}
