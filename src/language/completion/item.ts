import type { TextRange } from '../text-range';

export type CompletionKind =
  | 'table'
  | 'view'
  | 'column'
  | 'cte'
  | 'file'
  | 'function'
  | 'table-function'
  | 'keyword'
  | 'type'
  | 'setting'
  | 'snippet'
  | 'join'
  | 'schema'
  | 'database'
  | 'alias'
  | 'parameter'
  | 'value';

/** One suggestion. */
export interface CompletionItem {
  label: string;
  kind: CompletionKind;
  /** What is written instead of the range; with places to fill in as `${1:name}` where `isSnippet`. */
  insert: string;
  isSnippet?: boolean;
  /** A few words beside the label: a type, where a column comes from. */
  detail?: string;
  documentation?: string;
  /** What typed text is held against instead of the label. */
  filterText?: string;
  /** Instead of the completion's range. */
  range?: TextRange;
}

/** Suggestions for one place of a text. */
export interface Completion {
  /** What a suggestion replaces, in UTF-16 units: the word at the place. */
  from: number;
  to: number;
  /** Best first. */
  items: CompletionItem[];
  /** Whether there are more that further typing would bring, or columns that were not known in time. */
  isIncomplete: boolean;
}

/** A suggestion on its way to be ranked. */
export interface Candidate extends CompletionItem {
  /** Among those of the same wish, the lower the better. */
  rank: number;
  /** What is said of it beyond its label, made only for those that are shown. */
  describe?: () => Pick<CompletionItem, 'detail' | 'documentation'>;
}
