import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

type AxeWindow = Window & { axe: typeof axe };

/** The rules of axe that the page breaks as it stands, each with an element that breaks it. */
export async function violations(page: Page): Promise<[rule: string, html: string][]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    // Colours that fade are judged when they have come to rest.
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    const { violations: found } = await (window as unknown as AxeWindow).axe.run(document, {
      resultTypes: ['violations'],
    });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }): [string, string] => [id, `${html.slice(0, 160)} ${JSON.stringify(any[0]?.data)}`]),
    );
  });
}

/** By its name, how to come from the view before to this one. */
export type Views = Record<string, () => Promise<unknown>>;

/** Walks through views of a page that follows the system's theme, and has none of them break a rule of axe, light or dark. */
export async function expectNoViolations(page: Page, views: Views): Promise<void> {
  // Nothing moves without end, for which it would be waited.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [view, show] of Object.entries(views)) {
    await test.step(view, async () => {
      await show();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // Monaco, whose colours are not of the style sheet, follows by a script.
        await expect(page.locator(colorScheme === 'dark' ? '.monaco-editor.vs' : '.monaco-editor.vs-dark')).toHaveCount(
          0,
        );
        expect.soft(await violations(page), `${view}, ${colorScheme}`).toEqual([]);
      }
    });
  }
}
