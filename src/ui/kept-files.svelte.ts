import type { SessionClient } from '../client/session-client';
import { recall } from './kept';
import type { FileKeeper, Host } from './keep/file-keeper.svelte';

/** Files that the browser keeps. What that takes is loaded where there are any, or somebody wants one kept. */
export class KeptFiles {
  #keeper = $state.raw<FileKeeper>();
  #loading: Promise<FileKeeper> | undefined;
  /** Settles when those of earlier visits are there; undefined when they are. Never rejects. */
  restoring: Promise<void> | undefined;

  /**
   * @param isAllowed false where strangers' pages show this one
   * @param host learns what could not be brought back
   */
  constructor(
    private readonly client: SessionClient,
    readonly isAllowed: boolean,
    host: Host,
  ) {
    if (isAllowed && recall('files'))
      this.restoring = this.load()
        .then((keeper) => keeper.restore(host))
        .catch(() => undefined)
        .then(() => (this.restoring = undefined));
  }

  isKept(name: string): boolean {
    return !!this.#keeper?.isKept(name);
  }

  load(): Promise<FileKeeper> {
    return (this.#loading ??= import('./keep/keep-parts').then(
      ({ FileKeeper }) => (this.#keeper = new FileKeeper(this.client)),
    ));
  }
}
