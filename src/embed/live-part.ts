/** What the element and the part of it that is loaded on first intent know of each other. */
import type { QueryResult } from '../client/query-result';
import type { Knowledge } from '../language/knowledge';
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
  /** It was told to end, and the engine has yet to heed it. */
  isStopping: boolean;
}

/** The element, as its live part sees it. */
export interface LiveHost {
  readonly element: HTMLElement;
  /** Where results go, and what is said of an exercise. */
  readonly resultArea: HTMLElement;
  readonly checkArea: HTMLElement;
  readonly options: PlaygroundOptions;
  /** What runs. @throws QueryError when it cannot be had. */
  source(): Promise<string>;
  /** Replaces the text, as if its reader had written it. */
  write(sql: string): void;
  reset(): Promise<void>;
  show(shown: Shown): void;
  /** Goes to a place of what runs. */
  jump(offset: number): void;
  /** Writes in place of the word at a place of what runs. */
  replaceAt(offset: number, name: string): void;
}

/** What became of an exercise; the detail of `playground:check`. */
export interface CheckResult {
  isRight: boolean;
  /** As it is shown. */
  message: string;
  /** Rows that are expected and not there, and rows that are not expected; 0 where rows were not compared. */
  missing: number;
  extra: number;
}

export interface LivePart {
  /** What the editor knows of the session. */
  readonly knowledge: Knowledge;
  ready(): Promise<SessionInfo>;
  /** Runs the text as it is, until `signal` is aborted. Resolves with its end, whatever it was. */
  run(signal: AbortSignal): Promise<QueryResult>;
  /** Empties the namespace, and forgets the result. */
  reset(): Promise<void>;
  /** Compares what ran with what is expected. Undefined where nothing is, or another run has come between. */
  check(): Promise<CheckResult | undefined>;
  showHint(): void;
  showSolution(): void;
  /** Rows that are shown, as Markdown. Undefined where there are none. */
  markdown(): string | undefined;
  /** The element is on the page, or is not. */
  attach(): void;
  detach(): void;
  /** Attributes have changed. */
  update(): void;
}
