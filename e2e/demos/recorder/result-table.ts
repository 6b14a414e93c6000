import type { Page } from '@playwright/test';

/** The rows on screen of the last result, as a Markdown table. Nothing where there is none. */
export async function resultTable(page: Page): Promise<string | undefined> {
  const grid = page.getByRole('grid', { name: 'Query result' }).last();
  if (!(await grid.isVisible())) return undefined;
  // A header's second line is the type.
  const names = (await grid.getByRole('columnheader').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  const cells = await grid.getByRole('gridcell').allInnerTexts();
  const rows: string[][] = [];
  for (let start = 0; start < cells.length; start += names.length) rows.push(cells.slice(start, start + names.length));
  const lines = [names, names.map(() => '---'), ...rows].map((line) => `| ${line.map(escaped).join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

function escaped(cell: string): string {
  return cell.trim().replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '<br>');
}
