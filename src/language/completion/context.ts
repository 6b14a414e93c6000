import type { Knowledge } from '../knowledge';
import type { Scope } from '../scope';
import type { Cursor } from './cursor';
import type { Habits } from './habits';
import type { Candidate } from './item';
import type { Resolved } from './resolve';

/** All that a wish is fulfilled from. */
export interface Context {
  cursor: Cursor;
  scope: Scope;
  knowledge: Knowledge;
  habits: Habits;
  /** The relations in scope. */
  relations: readonly Resolved[];
  /** What the statement writes to. */
  target?: Resolved | undefined;
  /** Whether a text fits what is typed; asked before anything is made of it, since most does not. */
  fits: (text: string) => boolean;
}

/** Fulfils a kind of wish. */
export type Source = (context: Context) => Candidate[];
