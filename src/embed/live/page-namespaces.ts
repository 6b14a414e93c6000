/** A setup that has run or is running. */
export interface KnownSetup {
  setup: string;
  done: Promise<void>;
  isDone: boolean;
  /** Once it has been posted. */
  queryId: string | undefined;
}

/** What the page knows of a namespace since it was last empty. */
class PageNamespace {
  setup: KnownSetup | undefined;
  /** Whether something has run, or is about to, that no setup comes before. */
  isShared = false;
  isGone = false;
}

/** By name, in lower case. */
const namespaces = new Map<string, PageNamespace>();
/** By playground: where it has last run with success. */
const successes = new WeakMap<HTMLElement, PageNamespace>();

function get(name: string): PageNamespace {
  const key = name.toLowerCase();
  const known = namespaces.get(key) ?? new PageNamespace();
  namespaces.set(key, known);
  return known;
}

/** It is empty again: what set it up, and what others rely on, has to run once more. */
export function forgetNamespace(name: string): void {
  get(name).isGone = true;
  namespaces.delete(name.toLowerCase());
}

/** To be called before a run. One that no setup comes before may make what a setup must not take away. */
export function noteRun(name: string, setup: string | undefined): void {
  if (setup === undefined) get(name).isShared = true;
}

export function noteSuccess(name: string, element: HTMLElement): void {
  successes.set(element, get(name));
}

/** Whether what a playground's run has made is there. */
export function isDone(element: HTMLElement): boolean {
  return successes.get(element)?.isGone === false;
}

/** Whether the namespace may hold more than what its setup has made. */
export function isShared(name: string): boolean {
  return get(name).isShared;
}

export function setupOf(name: string): KnownSetup | undefined {
  return get(name).setup;
}

/** The namespace's setup begins. What fails is forgotten: the next run tries it again. */
export function noteSetup(name: string, setup: KnownSetup): void {
  const namespace = get(name);
  namespace.setup = setup;
  setup.done.then(
    () => {
      setup.isDone = true;
    },
    () => {
      namespace.setup = undefined;
    },
  );
}
