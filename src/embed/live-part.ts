/** What the element and the part of it that is loaded on first intent know of each other. */
import type { QueryResult } from '../client/query-result';
import type { SessionInfo } from '../protocol/session';
import type { PlaygroundOptions } from './options';

export type PlaygroundState = 'idle' | 'loading' | 'running' | 'success' | 'error' | 'cancelled';

/** What the element shows of a run. */
export interface Shown {
  state: PlaygroundState;
  /** The line for the `status`. */
  status: string;
  /** Once it has ended. */
  rows?: number;
  ms?: number;
  isRunning: boolean;
  isStopping: boolean;
}

/** The element, as its live part sees it. */
export interface LiveHost {
  readonly element: HTMLElement;
  /** Where results go. */
  readonly resultArea: HTMLElement;
  readonly options: PlaygroundOptions;
  /** `options.namespace`, or the name of its own. */
  readonly namespace: string;
  /** What runs. @throws QueryError when it cannot be had. */
  source(): Promise<string>;
  show(shown: Shown): void;
  /** Goes to a place of what runs. */
  jump(offset: number): void;
  /** Writes in place of the word at a place of what runs. */
  replaceAt(offset: number, name: string): void;
}

export interface LivePart {
  ready(): Promise<SessionInfo>;
  run(): Promise<QueryResult>;
  cancel(): Promise<boolean>;
  /** Empties the namespace, and forgets the result. */
  reset(): Promise<void>;
  readonly result: QueryResult | undefined;
  /** The element is on the page, or is not. */
  attach(): void;
  detach(): void;
  /** Attributes have changed. */
  update(): void;
}
