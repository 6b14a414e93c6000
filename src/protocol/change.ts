import type { Parameters } from './query';

/** A statement that changed the session, with all that is needed to do the same in another one. */
export interface Change {
  namespace: string;
  sql: string;
  params?: Parameters;
  /** True in an open transaction: it holds once that is committed. */
  isPending: boolean;
}
