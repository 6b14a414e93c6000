import type { Dropped } from '../dropped';
import { MOST_FILES, type Incoming } from './incoming';

/** The files of what was dropped, those of folders by their path: one more than are taken, where there are too many. */
export async function filesIn(dropped: readonly Dropped[]): Promise<Incoming[]> {
  const found: Incoming[] = [];
  const open: { at: Dropped; path: string }[] = dropped.map((at) => ({ at, path: at.name }));
  for (let next = open.shift(); next && found.length <= MOST_FILES; next = open.shift()) {
    const { at, path } = next;
    if (at instanceof File) found.push({ name: path, data: at });
    else if (isFile(at)) found.push({ name: path, data: await fileOf(at) });
    else open.unshift(...(await entriesOf(at)).map((entry) => ({ at: entry, path: `${path}/${entry.name}` })));
  }
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** By name. A browser gives them a hundred at a time, until it gives none. */
async function entriesOf(folder: FileSystemEntry): Promise<FileSystemEntry[]> {
  const reader = (folder as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all.sort((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
    if (all.length > MOST_FILES) return all;
  }
}
