import { countOf } from '../amounts';

/** A file on its way in, under the name that SQL shall read it by. */
export interface Incoming {
  name: string;
  data: Blob;
  /** Where it was fetched from. */
  sourceUrl?: string;
}

/** What somebody brings at once, and what is to be said about it, a sentence each. */
export interface Batch {
  files: readonly Incoming[];
  notes: readonly string[];
}

/** The most files that are taken at once. */
export const MOST_FILES = 1000;

const MOST_NAMED = 3;

/** Files of a folder keep their path in it. */
export function incoming(file: File): Incoming {
  return { name: file.webkitRelativePath || file.name, data: file };
}

/** Leaves out what is no data: the hidden files of folders, and files without content. */
export function sift(files: readonly Incoming[]): Batch {
  if (files.length > MOST_FILES) return tooMany();
  const isHidden = ({ name }: Incoming): boolean => name.includes('/') && /(?:^|\/)\./.test(name);
  const hidden = files.filter(isHidden);
  const empty = files.filter((file) => !isHidden(file) && file.data.size === 0);
  const notes = [
    ...(hidden.length > 0 ? [`Left out: ${countOf(hidden.length, 'hidden file')} (${listed(hidden)}).`] : []),
    ...(empty.length > 0
      ? [`Left out, because ${empty.length === 1 ? 'it is' : 'they are'} empty: ${listed(empty)}.`]
      : []),
    ...(files.length === 0 ? ['There is no file in it.'] : []),
  ];
  return { files: files.filter((file) => !hidden.includes(file) && !empty.includes(file)), notes };
}

/** Nothing is taken, rather than some that nobody has chosen. */
export function tooMany(): Batch {
  const most = countOf(MOST_FILES, 'file');
  return {
    files: [],
    notes: [`These are more than ${most}, the most that are taken at once: choose a smaller folder.`],
  };
}

function listed(files: readonly Incoming[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = files.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
