import type { CatalogSubject } from '../catalog-tree';
import type { Encoding } from './encoding';

/** What is done about files whose names are taken. */
export type DuplicateChoice = 'replace' | 'keep' | 'cancel';

/** What is asked for, or asked. */
export type DeskDialog =
  | { kind: 'add' }
  | {
      kind: 'duplicates';
      /** Names that are taken. */
      names: readonly string[];
      /** All that are. */
      taken: readonly string[];
      answer: (choice: DuplicateChoice) => void;
    }
  | { kind: 'rename'; name: string }
  | { kind: 'csv'; name: string; encoding: Encoding }
  | { kind: 'drop'; subject: CatalogSubject }
  | { kind: 'keep'; name: string }
  | { kind: 'save'; subject: CatalogSubject };
