import type { QueryResult } from '../../client/query-result';
import { QueryError } from '../../protocol/error';
import { fetchText, trimBlock } from '../content';

/** A playground of any copy of the script. */
type Runnable = HTMLElement & { readonly sql: string; run(): Promise<QueryResult> };

export function isRunnable(element: HTMLElement): element is Runnable {
  return 'run' in element && typeof element.run === 'function';
}

/** The playgrounds that an element depends on, those first that others of them depend on. @throws QueryError */
export function dependencies(element: HTMLElement): HTMLElement[] {
  const order = new Set<HTMLElement>();
  const visit = (at: HTMLElement, path: readonly HTMLElement[]): void => {
    if (path.includes(at)) {
      const names = [...path.slice(path.indexOf(at)), at].map(({ id }) => `#${id}`);
      throw markupError(`These playgrounds depend on each other: ${names.join(' → ')}. Take one depends-on away.`);
    }
    for (const id of at
      .getAttribute('depends-on')
      ?.trim()
      .split(/[\s,]+/) ?? []) {
      if (id === '') continue;
      const found = document.querySelectorAll<HTMLElement>(`[id="${CSS.escape(id.replace(/^#/, ''))}"]`);
      const [other] = found;
      if (!other) throw markupError(`depends-on="${id}": the page has no element of that id.`);
      if (found.length > 1) throw markupError(`depends-on="${id}": the page has ${found.length} elements of that id.`);
      visit(other, [...path, at]);
    }
    if (at !== element) order.add(at);
  };
  visit(element, []);
  return [...order];
}

/** The SQL that `setup` names. @throws QueryError */
/** The SQL that `setup` names. @throws QueryError */
export async function readSetup(setup: string): Promise<string> {
  if (!setup.startsWith('#')) return fetchText('The setup of this playground', setup);
  const element = document.getElementById(setup.slice(1));
  if (!element) throw markupError(`setup="${setup}": the page has no element of that id.`);
  const content = element instanceof HTMLTemplateElement ? element.content.textContent : element.textContent;
  return trimBlock(content);
}

export function markupError(message: string): QueryError {
  return new QueryError({ code: 'MARKUP_ERROR', message, statementIndex: 0, hint: 'This is for who wrote the page.' });
}
