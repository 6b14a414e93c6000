import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

type AxeWindow = Window & { axe: typeof axe };

/** What another theme can change. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** The rules of axe that the page breaks as it stands, each with an element that breaks it. @param rules all, if not said */
export async function violations(page: Page, rules?: readonly string[]): Promise<[rule: string, html: string][]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    // Colours that fade are judged when they have come to rest.
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    const { violations: found } = await (window as unknown as AxeWindow).axe.run(document, {
      resultTypes: ['violations'],
      ...(runOnly && { runOnly: [...runOnly] }),
    });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }): [string, string] => [id, `${html.slice(0, 160)} ${JSON.stringify(any[0]?.data)}`]),
    );
  }, rules);
}

/** By its name, how to come from the view before to this one. */
export type Views = Record<string, () => Promise<unknown>>;

/** Walks through views of a page that follows the system's theme, and has none of them break a rule of axe, light or dark. */
export async function expectNoViolations(page: Page, views: Views): Promise<void> {
  // Nothing moves without end, for which it would be waited.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const schemes: ('light' | 'dark')[] = ['dark', 'light'];
  for (const [view, show] of Object.entries(views)) {
    await test.step(view, async () => {
      await show();
      // The theme that the last view ended in comes first: to change it takes longer than to judge it.
      schemes.reverse();
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        // Monaco, whose colours are not of the style sheet, follows by a script.
        await expect(page.locator(colorScheme === 'dark' ? '.monaco-editor.vs' : '.monaco-editor.vs-dark')).toHaveCount(
          0,
        );
        const rules = colorScheme === schemes[0] ? undefined : RULES_OF_COLOUR;
        expect.soft(await violations(page, rules), `${view}, ${colorScheme}`).toEqual([]);
      }
    });
  }
}
