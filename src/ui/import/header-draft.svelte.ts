import type { SessionHeaders } from '../../client/session-headers';
import type { HostHeaderNames } from '../../protocol/host-headers';
import { urlOf } from '../fetch-data';
import { messageOf } from './message-of';

/** Headers that are being typed for the host of an address, and those that hosts have. */
export class HeaderDraft {
  address = $state('');
  rows = $state([{ name: '', value: '' }]);
  #kept = $state.raw<readonly HostHeaderNames[]>([]);
  #problem = $state('');

  constructor(private readonly load: () => Promise<SessionHeaders>) {
    void this.#list();
  }

  /** Empty where there is no address yet. */
  get host(): string {
    return urlOf(this.address)?.host ?? '';
  }

  get isFilledIn(): boolean {
    return this.#given.length > 0;
  }

  get kept(): readonly HostHeaderNames[] {
    return this.#kept;
  }

  /** Why what is filled in was not kept. */
  get problem(): string {
    return this.#problem;
  }

  /** Keeps what is filled in, if anything is. False where it cannot be. */
  async keep(): Promise<boolean> {
    const origin = urlOf(this.address)?.origin ?? '';
    this.#problem = this.isFilledIn && origin === '' ? 'Type the address first: they are for its host.' : '';
    if (!this.isFilledIn || this.#problem !== '') return this.#problem === '';
    try {
      const headers = Object.fromEntries(this.#given.map(({ name, value }) => [name.trim(), value]));
      await (await this.load()).set(origin, headers);
      this.rows = [{ name: '', value: '' }];
    } catch (thrown) {
      this.#problem = messageOf(thrown);
    }
    await this.#list();
    return this.#problem === '';
  }

  async remove(origin: string): Promise<void> {
    await (await this.load()).remove(origin);
    await this.#list();
  }

  get #given() {
    return this.rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
  }

  async #list(): Promise<void> {
    this.#kept = (await this.load()).names();
  }
}
