import type { SessionClient } from '../client/session-client';
import type { FileInfo } from '../protocol/session';
import { freeName } from './free-name';

/** Files that the visitor drops onto the page: given to the session, each under a name that no other file has. */
export class DroppedFiles {
  #added = $state.raw<readonly FileInfo[]>([]);
  #problems = $state.raw<readonly string[]>([]);

  constructor(
    private readonly client: SessionClient,
    private readonly onAdded: () => void,
  ) {}

  /** Those of the last drop. */
  get added(): readonly FileInfo[] {
    return this.#added;
  }

  /** Why some of them could not be taken, a sentence each. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  async add(files: readonly File[]): Promise<void> {
    const added: FileInfo[] = [];
    const problems: string[] = [];
    for (const file of files) {
      try {
        const taken = (await this.client.files()).map(({ name }) => name);
        added.push(await this.client.addFile(freeName(file.name, taken), file));
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        problems.push(`${file.name} could not be added: ${reason}`);
      }
    }
    this.#added = added;
    this.#problems = problems;
    this.onAdded();
  }

  dismiss(): void {
    this.#added = [];
    this.#problems = [];
  }
}
