import type { SessionClient } from '../../client/session-client';
import type { FileInfo } from '../../protocol/session';
import { relationOf } from './file-sql';
import { lookAt, type Look } from './look';

/** How many rows a card shows. */
export const FIRST_ROWS = 5;

/** A file as it is shown after it was added: what it is, and how it begins. */
export class FileCard {
  #look = $state.raw<Look>();
  isOpen = $state(false);

  constructor(
    readonly file: FileInfo,
    isOpen: boolean,
  ) {
    this.isOpen = isOpen;
  }

  /** Undefined while it is being looked at. */
  get look(): Look | undefined {
    return this.#look;
  }

  async read(client: SessionClient): Promise<void> {
    this.#look = await lookAt(client, relationOf(this.file.name), FIRST_ROWS);
  }
}
