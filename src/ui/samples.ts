import type { SessionClient } from '../client/session-client';
import { queryError } from '../protocol/error';
import type { FileInfo } from '../protocol/session';
import type { KeptFiles } from './kept-files.svelte';
import { similarNames } from '../protocol/similar-names';

/** A file of sample data that comes with the page. Where each is from: public/samples/NOTICE.txt. */
export interface Sample {
  name: string;
  description: string;
  rows: number;
  bytes: number;
}

export const samples: readonly Sample[] = [
  { name: 'penguins.csv', description: 'three species, measured on Antarctic islands', rows: 344, bytes: 13_479 },
  { name: 'cars.csv', description: 'car models of 1970 to 1982', rows: 406, bytes: 22_576 },
  { name: 'flights.csv', description: 'flights in the United States, with delays', rows: 10_000, bytes: 352_438 },
  { name: 'airports.csv', description: 'airports of the United States, by IATA code', rows: 3_376, bytes: 210_365 },
  { name: 'seattle-weather.csv', description: 'daily weather, 2012 to 2015', rows: 1_461, bytes: 48_219 },
  { name: 'gapminder.csv', description: 'income, health and population by country', rows: 187, bytes: 8_605 },
  { name: 'co2.csv', description: 'CO₂ over Mauna Loa, monthly since 1958', rows: 741, bytes: 18_551 },
  { name: 'global-temp.csv', description: 'yearly warming since 1880', rows: 144, bytes: 1_529 },
];

/** True for a sample that was fetched, and not for a visitor's own file of such a name. */
export function isSample({ name, sourceUrl }: Pick<FileInfo, 'name' | 'sourceUrl'>): boolean {
  return samples.some((sample) => sample.name === name) && sourceUrl === urlOf(name);
}

function urlOf(name: string): string {
  return new URL(`./samples/${name}`, document.baseURI).href;
}

/** The samples that `sql` names between quotes. */
export function samplesIn(sql: string): Sample[] {
  return samples.filter(({ name }) => sql.includes(`'${name}'`) || sql.includes(`"${name}"`));
}

/** Names of samples that may have been meant where a file was not found. */
export function samplesLike(message: string): string[] {
  const file = /No files found that match the pattern "([^"]+)"/.exec(message)?.[1];
  if (file === undefined) return [];
  return similarNames(
    file,
    samples.map(({ name }) => name),
  );
}

/** Sample files on their way into the session, or in it: each is fetched once, when it is first needed. */
export class SampleShelf {
  readonly #deliveries = new Map<string, Promise<void>>();
  readonly #delivered = new Set<string>();

  /** @param kept files that are on their way in: a sample may be one of them, and a statement may need any of them. */
  constructor(
    private readonly client: SessionClient,
    private readonly kept?: Pick<KeptFiles, 'restoring'>,
  ) {}

  /** True if every sample that `sql` names is there, and every file that is kept. */
  has(sql: string): boolean {
    return !this.kept?.restoring && samplesIn(sql).every((sample) => this.#delivered.has(sample.name));
  }

  /** Brings every sample that `sql` names. @throws QueryError `FILE_ERROR` when one cannot be had. */
  async deliverFor(sql: string): Promise<void> {
    await this.kept?.restoring;
    await Promise.all(samplesIn(sql).map((sample) => this.deliver(sample)));
  }

  /** @throws QueryError `FILE_ERROR` when the file cannot be had. */
  deliver(sample: Sample): Promise<void> {
    let delivery = this.#deliveries.get(sample.name);
    if (!delivery) {
      delivery = this.#fetch(sample);
      this.#deliveries.set(sample.name, delivery);
      delivery.then(
        () => this.#delivered.add(sample.name),
        () => this.#deliveries.delete(sample.name),
      );
    }
    return delivery;
  }

  /** A file is gone: if it was a sample, or stood in for one, that is brought again when it is needed. */
  forget(name: string): void {
    this.#deliveries.delete(name);
    this.#delivered.delete(name);
  }

  async #fetch({ name }: Sample): Promise<void> {
    // A visitor's own file of that name stays.
    const known = await this.client.files();
    if (known.some((file) => file.name === name)) return;
    const url = urlOf(name);
    const hint = 'Check the connection, then run the query again.';
    let data: Blob;
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      data = await response.blob();
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw queryError('FILE_ERROR', `The sample file ${name} could not be fetched: ${reason}.`, hint);
    }
    await this.client.addFile(name, data, url);
  }
}
