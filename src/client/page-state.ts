import { version } from '../../package.json';
import type { SessionClient } from './session-client';

/** What all scripts of this version have in common on a page: the app's, the element's, those of who imports the client. */
interface PageState {
  session: SessionClient | undefined;
  contextCount: number;
  lookUpCount: number;
}

const key = Symbol.for(`dabble ${version}`);
const page = globalThis as Partial<Record<symbol, PageState>>;

export const pageState: PageState = (page[key] ??= { session: undefined, contextCount: 0, lookUpCount: 0 });
