import type { SessionClient } from '../../client/session-client';
import type { FileInfo } from '../../protocol/session';
import { readCsv } from './csv-options';
import { encodingOf, type Encoding } from './encoding';
import { isDelimitedText, relationOf } from './file-sql';
import { lookAt, type Look } from './look';

/** How many rows a card shows. */
export const FIRST_ROWS = 5;

/** A file as it is shown after it was added: what it is, and how it begins. */
export class FileCard {
  #look = $state.raw<Look>();
  #encoding = $state<Encoding>('');
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

  /** Of text, as it seems to be. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  /** What stands after FROM to read it. */
  get relation(): string {
    const { name } = this.file;
    return this.#encoding === '' ? relationOf(name) : readCsv(name, { encoding: this.#encoding });
  }

  async read(client: SessionClient): Promise<void> {
    const { name } = this.file;
    const text = isDelimitedText(name) && !name.endsWith('.gz') ? client.keptFile(name)?.data : undefined;
    if (text) this.#encoding = await encodingOf(text);
    this.#look = await lookAt(client, this.relation, FIRST_ROWS);
  }
}
