import type { Locator } from '@playwright/test';
import type { Place } from './film';

/** The middle of what one points at. */
export async function middleOf(target: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where one clicks to write: among the first lines. What takes the keys of an editor may be no higher than a line. */
export async function firstLinesOf(editor: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(editor);
  return { x: x + width * 0.4, y: y + Math.max(36, Math.min(height / 2, 80)) };
}

async function boxOf(target: Locator): Promise<Place & { width: number; height: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to point at.');
  return box;
}
