import { expect, test } from 'vitest';
import { filesIn } from './dropped-folders';
import { folderRelation, formatOf, relationOf, tableName } from './file-sql';
import { MOST_FILES, sift } from './incoming';

const full = new Blob(['a\n1\n']);

/** A folder as browsers show one that is dropped: its entries come in pieces. */
function folder(name: string, ...children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const pieces = [children.slice(0, 1), children.slice(1), []].filter((piece, i) => i === 2 || piece.length > 0);
    return { readEntries: (give: (entries: FileSystemEntry[]) => void) => give(pieces.shift() ?? []) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function file(name: string): FileSystemEntry {
  const open = (give: (file: File) => void) => give(new File(['1'], name));
  return { name, isFile: true, isDirectory: false, file: open } as unknown as FileSystemEntry;
}

test('files of folders keep their path, and come in the order of their names', async () => {
  const found = await filesIn([
    folder('sales', file('b.csv'), folder('2020', file('z.csv')), file('a.csv')),
    new File(['1'], 'alone.csv'),
  ]);
  expect(found.map(({ name }) => name)).toEqual(['sales/2020/z.csv', 'sales/a.csv', 'sales/b.csv', 'alone.csv']);
});

test('a walk ends where there are too many', async () => {
  const many = Array.from({ length: MOST_FILES + 50 }, (_, i) => file(`${i}.csv`));
  const found = await filesIn([folder('many', ...many)]);
  expect(found).toHaveLength(MOST_FILES + 1);
  expect(sift(found)).toEqual({ files: [], notes: [expect.stringContaining('more than 1,000 files')] });
});

test('hidden files of folders and empty files are left out, and told', () => {
  const { files, notes } = sift([
    { name: 'data/.DS_Store', data: full },
    { name: 'data/.git/config', data: full },
    { name: 'data/a.csv', data: full },
    { name: 'none.csv', data: new Blob([]) },
    { name: '.hidden.csv', data: full },
  ]);
  expect(files.map(({ name }) => name)).toEqual(['data/a.csv', '.hidden.csv']);
  expect(notes).toEqual([
    'Left out: 2 hidden files (data/.DS_Store, data/.git/config).',
    'Left out, because it is empty: none.csv.',
  ]);
  expect(sift([]).notes).toEqual(['There is no file in it.']);
});

test('files as SQL reads them', () => {
  expect([formatOf('a.csv.gz'), tableName('a.csv.gz'), formatOf('a.gz'), formatOf('a')]).toEqual([
    'CSV',
    'a',
    'GZ',
    'File',
  ]);
  expect([relationOf("o'x.csv"), relationOf('notes.txt')]).toEqual(["'o''x.csv'", "read_csv('notes.txt')"]);
  expect(folderRelation(['s/a.csv', 's/b.csv'])).toBe("'s/*.csv'");
  expect(folderRelation(['s/a.csv', 's/b.json'])).toBeUndefined();
  expect(folderRelation(['s/a.csv', 's/t/b.csv'])).toBeUndefined();
  expect(folderRelation(['a.csv', 'b.csv'])).toBeUndefined();
  expect([tableName('s/orders.2020.csv'), tableName('orders')]).toEqual(['orders.2020', 'orders']);
});
