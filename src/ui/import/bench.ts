import type { Role } from '../../protocol/query';
import type { KeptFiles } from '../kept-files.svelte';

/** What of the page the desk has to do with. */
export interface Bench {
  readonly namespace: string;
  readonly role: Role;
  /** Adds a statement to the end of the text, and runs it. */
  runAppended: (sql: string) => Promise<void>;
  /** Adds a statement to the end of the text, and goes there. */
  append: (sql: string) => void;
  /** Looks again at what the session holds. */
  refresh: () => void;
  /** The text. */
  readonly draft: { replace(text: string): void };
  readonly kept: KeptFiles;
  /** Runs it. */
  start: () => Promise<unknown>;
}
