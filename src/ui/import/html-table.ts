/** The cells of the first table in HTML, row by row; none where it has no table of at least two cells. */
export function rowsOfTable(html: string): string[][] {
  if (!/<table/i.test(html)) return [];
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const rows = [...(table?.rows ?? [])].map((row) => [...row.cells].flatMap(textsOf));
  return rows.flat().length > 1 ? rows : [];
}

/** A cell that is several columns wide leaves the others empty. */
function textsOf(cell: HTMLTableCellElement): string[] {
  const text = cell.textContent.replaceAll(/\s+/g, ' ').trim();
  return [text, ...Array.from({ length: cell.colSpan - 1 }, () => '')];
}
