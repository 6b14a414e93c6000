import type { Page } from '@playwright/test';

/** Cuts text into what is typed at once: a character, or the end of a line with the indentation that follows it. */
export function keystrokesOf(text: string): string[] {
  return text.match(/\n[ \t]*|[^\n]/gu) ?? [];
}

/** As `keystrokesOf`, with all characters of a line in one. */
export function linesOf(text: string): string[] {
  return text.match(/\n[ \t]*|[^\n]+/gu) ?? [];
}

/** Types one of these at the end of the text of what has the focus. */
export async function strike(page: Page, keystroke: string): Promise<void> {
  if (!keystroke.startsWith('\n')) return page.keyboard.type(keystroke);
  await page.keyboard.press('Enter');
  // In place of the indentation that an editor gives by itself.
  await page.keyboard.press('Shift+Home');
  const indentation = keystroke.slice(1);
  if (indentation === '') await page.keyboard.press('Delete');
  else await page.keyboard.insertText(indentation);
}
