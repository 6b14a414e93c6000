import type { CatalogSubject } from '../catalog-tree';
import type { ImportDesk } from './import-desk.svelte';
import type { FileShelf } from './file-shelf.svelte';
import { relationOf } from './file-sql';

/** What can be done with a node of the catalog. */
export interface CatalogAction {
  label: string;
  /** How the keyboard does it. */
  note?: string;
  work: (desk: ImportDesk) => void | Promise<void>;
}

/** Entries of a node's menu; `null` is a line between them. @param say for who does not see what was done */
export function actionsFor(
  subject: CatalogSubject,
  { mayKeep, isKept }: Pick<FileShelf, 'mayKeep' | 'isKept'>,
  say: (words: string) => void,
): (CatalogAction | null)[] {
  const { kind, name } = subject;
  const isFile = kind === 'file' || kind === 'sample';
  const relation = isFile ? relationOf(name) : name;
  const query: CatalogAction = { label: 'Query this', work: ({ bench }) => bench.runAppended(`FROM ${relation}`) };
  const preview: CatalogAction = { label: 'Preview', work: (desk) => desk.preview(name) };
  const describe: CatalogAction = { label: 'Describe', work: ({ bench }) => bench.runAppended(`DESCRIBE ${relation}`) };
  const copy: CatalogAction = {
    label: 'Copy name',
    work: async () => {
      await navigator.clipboard.writeText(name);
      say(`Copied ${name}`);
    },
  };
  const saveAs: CatalogAction = {
    label: 'Save as…',
    work: (desk) => {
      desk.show({ kind: 'save', subject });
    },
  };
  if (kind === 'sample') return [query, preview, copy, saveAs];
  if (kind === 'system view') return [query, describe, copy, saveAs];
  if (kind === 'table' || kind === 'view') return [query, describe, copy, saveAs, null, dropping(subject)];
  return [
    query,
    preview,
    copy,
    null,
    {
      label: 'Rename…',
      note: 'F2',
      work: (desk) => {
        desk.show({ kind: 'rename', name });
      },
    },
    {
      label: 'Save',
      note: 'as it is',
      work: ({ shelf }) => {
        shelf.save(name);
      },
    },
    saveAs,
    ...(mayKeep ? [isKept(name) ? stopKeeping(name) : keeping(name)] : []),
    { label: 'Remove', note: 'Del', work: ({ shelf }) => shelf.remove(name) },
  ];
}

function keeping(name: string): CatalogAction {
  return { label: 'Keep in this browser', work: (desk) => desk.keep(name) };
}

function stopKeeping(name: string): CatalogAction {
  return { label: 'Stop keeping', work: ({ shelf }) => shelf.stopKeeping(name) };
}

function dropping(subject: CatalogSubject): CatalogAction {
  return {
    label: 'Drop…',
    work: (desk) => {
      desk.show({ kind: 'drop', subject });
    },
  };
}
