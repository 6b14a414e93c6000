import type { Parameters, Role } from './query';

/** A statement that changed the session, with all that is needed to do the same in another one. */
export interface Change {
  namespace: string;
  /** What an author sets holds for the namespace alone, and must not hold for all when it is done again. */
  role: Role;
  sql: string;
  params?: Parameters;
  /** True in an open transaction: it holds once that is committed. */
  isPending: boolean;
  /** True where all that it changed outlives the session, once it holds. */
  isKept?: boolean;
  /** True where it changed more than its namespace: another database, a file, a setting of all. A reset does not undo that. */
  isOutward?: boolean;
  /** Other namespaces that it read or changed or names, in lower case; databases that no namespace has are among them. */
  touches?: string[];
}
