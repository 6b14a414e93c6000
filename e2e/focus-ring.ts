import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** More stops than any page of ours has. */
const MOST_STOPS = 40;

/** Has somebody who looks see where the focus is: a ring in the colour of the focus around the element, or around what holds it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  expect(await page.evaluate(describeFocus)).toEqual({ element: expect.any(String), isInView: true, hasRing: true });
}

/** Tabs on to an element, round the end of the page if need be; every stop on the way is seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = () => target.evaluate((element) => element.matches(':focus'));
  for (let stop = 0; stop < MOST_STOPS && !(await isThere()); stop++) {
    await page.keyboard.press(key);
    const isRound = await page.evaluate(() => document.activeElement === document.body);
    if (!isRound) await expectFocusSeen(page);
  }
  await expect(target).toBeFocused();
}

/** Runs in the page. */
function describeFocus(): { element: string; isInView: boolean; hasRing: boolean } {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!focused || focused === document.body) return { element: 'none', isInView: false, hasRing: false };

  const ring = document.createElement('span');
  ring.style.color = 'var(--focus)';
  focused.parentElement?.append(ring);
  const { color } = getComputedStyle(ring);
  ring.remove();

  const isRing = (element: Element): boolean => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && outlineColor === color) return true;
    const { content, borderTopWidth, borderTopColor } = getComputedStyle(element, '::after');
    return content !== 'none' && parseFloat(borderTopWidth) >= 2 && borderTopColor === color;
  };
  let hasRing = false;
  for (let at: Element | null = focused; at && !hasRing; at = at.parentElement) hasRing = isRing(at);

  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  return { element: focused.outerHTML.slice(0, 120), isInView, hasRing };
}
