import type { Call } from '../call';
import type { SnippetPlace } from './snippets';

/**
 * What would fit a place, in the order of preference: a place makes a list of wishes, and each is then looked up. So what fits
 * where is said in one room, and what there is in another.
 */
export type Wish =
  /** Columns in scope: of all relations, or only of what the statement writes to or names first. */
  | { of: 'columns'; only?: 'target' | 'first' | 'shared'; without?: readonly string[]; prefer?: Preference }
  /** Columns of tables that no FROM names yet. */
  | { of: 'any-columns' }
  /** Names of the relations in scope, to be followed by a dot. */
  | { of: 'qualifiers' }
  /** Names given in the SELECT list. */
  | { of: 'select-names' }
  /** Conditions that join what is named last to what is before it. */
  | { of: 'joins' }
  | { of: 'relations'; only?: 'tables' }
  | { of: 'files' }
  | { of: 'schemas' }
  | { of: 'functions'; prefer?: 'aggregate' | 'scalar'; inside?: string | undefined }
  | { of: 'table-functions' }
  | { of: 'parameters'; call: Call }
  | { of: 'keywords'; phrases: readonly string[] }
  | { of: 'types' }
  | { of: 'settings' }
  /** What a setting, or a named parameter of a call, can be. */
  | { of: 'setting-values'; setting: string }
  | { of: 'parameter-values'; call: Call }
  | { of: 'pragmas' }
  | { of: 'values'; values: readonly string[]; isQuoted: boolean }
  | { of: 'snippets'; place: SnippetPlace };

export interface Preference {
  /** The call whose argument it is to be: columns of types that it takes come first. */
  call?: Call | undefined;
  /** Names in lower case, best first. */
  names?: readonly string[];
  /** Names in lower case that come last: those used up already. */
  used?: readonly string[];
}
