import type { SessionClient } from '../../client/session-client';
import type { Knowledge } from '../../language/knowledge';
import type { SessionKnowledge } from './session-knowledge';

/** What the editor knows of the session, fetched with the first editor that can make use of it. */
export class LazyKnowledge {
  #knowledge: Promise<SessionKnowledge> | undefined;

  /** @param namespace where the editor works */
  constructor(
    private readonly client: SessionClient,
    private readonly namespace: () => string,
  ) {}

  readonly load = (): Promise<Knowledge> => {
    this.#knowledge ??= import('./session-knowledge').then(
      ({ SessionKnowledge: Kind }) => new Kind(this.client, this.namespace),
    );
    return this.#knowledge;
  };

  /** Files came, or the editor moved to another namespace. */
  refresh(): void {
    void this.#knowledge?.then((knowledge) => {
      knowledge.refresh();
    });
  }
}
