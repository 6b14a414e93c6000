import { QueryError, queryError, toPlaygroundError } from '../protocol/error';
import { EngineError } from './c-api/error';
import type { Replacement } from './c-api/replacement-scan';
import type { Connection } from './connection';
import { ColumnFiles, type Needs } from './column-files';
import { Deliveries } from './deliveries';
import { isExtension } from './extensions';
import { addressInError, engineMessage } from './engine-error';
import type { FileRegistry } from './files';
import { formatOf, isAddress, isForeign, isZstd } from './file-format';
import { askedName, fileAndPart, matchingNames } from './replacement-names';
import type { StandIns } from './stand-ins';
import type { StatementPlan } from './statement-plan';
import type { Stop } from './stop';
import type { Supplier } from './supplier';
import type { TimeSlice } from './time-slice';
import { nameZstd, refusesZstd } from './zstd-names';

/** Begins the engine's error of files that were not read before. */
const NOT_YET = 'Not read in yet: ';

/** A statement that is to be run. */
export interface Trial {
  readonly sql: string;
  readonly connection: Connection;
  readonly attempt: (isRepeated: boolean) => Promise<void>;
  /** Whether an attempt that failed has left nothing behind. */
  readonly canRepeat: () => boolean;
  /** What it would do; undefined where that cannot be told. */
  readonly plan: () => StatementPlan | undefined;
}

export interface SupplyHost {
  readonly files: FileRegistry;
  readonly slice: TimeSlice;
}

/**
 * What statements turn out to need, and the engine has not: files of formats that it reads by extensions only, and what is behind
 * an address. A statement that lacks something fails before it has done anything; then what it lacked is brought, and it is tried
 * again. So nothing is read before it is asked for, nobody else waits meanwhile, and it can be cancelled.
 *
 * Of a file whose columns can be read by themselves only its outline is brought at first. Then the statement is planned with that,
 * which tells the columns that it needs.
 */
export class Supply {
  readonly #deliveries = new Deliveries();
  readonly #columns: ColumnFiles;
  /** Of the statement that is tried at the moment. */
  #needs: Needs = new Map();
  /** While a statement is bound that is not to run: the files that it was given no more than the outlines of. */
  #outlined: Set<string> | undefined;
  /** Files of which a statement needed more than its plan had told. */
  readonly #unforeseen = new Set<string>();

  constructor(
    private readonly supplier: Supplier,
    private readonly standIns: StandIns,
    private readonly host: SupplyHost,
  ) {
    this.#columns = new ColumnFiles(standIns, (path) => `${NOT_YET}${JSON.stringify([path])}`);
  }

  /** What the engine is told of a name that it finds no table for. */
  replace = (name: string): Replacement | undefined => {
    const { path, isByReader } = askedName(name);
    const sources = this.#sources(path);
    if (sources === undefined) {
      // A name without an ending is a table's that is not there, and the engine knows what may have been meant.
      if (!isByReader && !isForeign(path)) return undefined;
      return { error: `No files found that match the pattern "${path}"` };
    }
    const lacking = sources.filter(({ sql }) => sql === undefined).map(({ path: each }) => each);
    if (lacking.length > 0) return { error: `${NOT_YET}${JSON.stringify(lacking)}` };
    return { tableFunction: 'query', argument: sources.map(({ sql }) => sql).join(' UNION ALL BY NAME ') };
  };

  /**
   * Tries a statement, and again each time that what it lacked has been brought.
   *
   * @throws what the last attempt threw; QueryError that says why something is not to be had, or what the stop stands for
   */
  async during({ sql, connection, attempt, canRepeat, plan }: Trial, stop: Stop): Promise<void> {
    for (const name of this.#foreignNames)
      if (isZstd(name) && sql.includes(name)) await this.#nameEarly(name, connection, stop);
    const brought = new Set<string>();
    let needs: Needs = new Map();
    let lacking: string[];
    for (let isRepeated = false; ; isRepeated = true) {
      try {
        this.supplier.addresses.all.clear();
        // A statement is bound before it first gives way to another.
        this.#needs = needs;
        await attempt(isRepeated);
        return;
      } catch (thrown) {
        if (!(thrown instanceof EngineError)) throw thrown;
        if (!canRepeat()) throw this.#tooLate(thrown) ?? thrown;
        lacking = this.#lackingBy(thrown);
        // What was brought and is lacking all the same cannot be helped; but of some there is more to be had.
        if (lacking.every((path) => brought.has(path) && !this.#columns.has(path))) throw thrown;
        for (const path of lacking) if (brought.has(path)) this.#unforeseen.add(path);
      }
      try {
        await this.#bring(lacking, brought, stop.signal);
        for (const path of lacking) if (isZstd(path) && !isAddress(path)) nameZstd(connection, path);
        if (lacking.some((path) => this.#columns.has(path))) {
          needs = await this.#foresee(plan, brought, stop.signal);
          for (const path of new Set([...needs.keys(), ...lacking])) await this.#bringRows(path, needs, stop.signal);
        }
      } catch (thrown) {
        throw stop.isDue ? stop.error(0) : thrown;
      }
    }
  }

  /** What the engine refuses a name for may end a transaction: so it is not waited for. */
  async #nameEarly(name: string, connection: Connection, stop: Stop): Promise<void> {
    try {
      await this.#deliver(name, stop.signal);
      nameZstd(connection, name);
    } catch {
      if (stop.isDue) throw stop.error(0);
      // It may be no more than a text with such a name in it; who reads the file is told what is wrong with it.
    }
  }

  async #bring(paths: readonly string[], brought: Set<string>, signal: AbortSignal): Promise<void> {
    for (const path of paths) {
      await this.#deliver(path, signal);
      brought.add(path);
    }
  }

  /** What a statement needs of files that it is planned with the outlines of. */
  async #foresee(plan: () => StatementPlan | undefined, brought: Set<string>, signal: AbortSignal): Promise<Needs> {
    for (;;) {
      const outlined = (this.#outlined = new Set<string>());
      try {
        this.supplier.addresses.all.clear();
        const planned = plan();
        const paths = [...outlined].filter((path) => !this.#unforeseen.has(path));
        return planned ? this.#columns.needsIn(planned.text, paths, planned.rowCount) : new Map();
      } catch (thrown) {
        if (!(thrown instanceof EngineError)) throw thrown;
        const lacking = this.#lackingBy(thrown).filter((path) => !brought.has(path));
        if (lacking.length === 0) return new Map();
        this.#outlined = undefined;
        await this.#bring(lacking, brought, signal);
      } finally {
        this.#outlined = undefined;
      }
    }
  }

  async #bringRows(path: string, needs: Needs, signal: AbortSignal): Promise<void> {
    const need = needs.get(path);
    if (!this.#columns.has(path) || this.#columns.source(path, need) !== undefined) return;
    const isThere = () => !this.#columns.has(path) || this.#columns.source(path, need) !== undefined;
    const what = need ? `columns ${[...need.columns].join()} of ${need.rowCount} rows` : 'all';
    await this.#deliveries.once(`${what} of ${path}`, isThere, signal, () =>
      this.#naming(bare(path), signal, async () => {
        try {
          await this.#columns.fill(path, need, signal, () => this.host.slice.next());
        } catch (thrown) {
          if (this.#columns.hasChanged(path)) this.host.files.drop(path);
          throw thrown;
        }
      }),
    );
  }

  /** Where a statement needs more of a file than its plan had told, and cannot be tried again. */
  #tooLate({ message }: EngineError): QueryError | undefined {
    const names = engineMessage(message).split(NOT_YET)[1];
    if (names === undefined) return undefined;
    const paths = JSON.parse(names) as string[];
    for (const path of paths) this.#unforeseen.add(path);
    return queryError(
      'FILE_ERROR',
      `The statement needed more of ${paths.map(bare).join(', ')} than could be foreseen, after it had begun.`,
      'Run it again: the file is read whole then.',
    );
  }

  /** By the error itself where it says so: other statements are tried at the same time. */
  #lackingBy({ message }: EngineError): string[] {
    const words = engineMessage(message);
    const names = words.split(NOT_YET)[1];
    if (names !== undefined) return JSON.parse(names) as string[];
    if (refusesZstd(words)) return this.#foreignNames.filter(isZstd);
    const address = addressInError(words);
    return address === undefined ? [...this.supplier.addresses.all] : [address];
  }

  /** True for what somebody else has brought meanwhile. */
  #isThere(path: string): boolean {
    if (this.standIns.source(path) !== undefined || this.#columns.has(path)) return true;
    if (this.host.files.unpackedSource(path) !== undefined) return true;
    return isAddress(path) && !isForeign(path) && this.host.files.has(path);
  }

  /** Undefined where there is nothing that the path can mean. */
  #sources(path: string): { path: string; sql: string | undefined }[] | undefined {
    const sourceOf = (each: string) => ({ path: each, sql: this.#sourceOf(each) });
    if (isAddress(path)) return isForeign(path) ? [sourceOf(path)] : undefined;
    const { files } = this.host;
    const { name } = fileAndPart(path, (each) => files.has(each));
    const attached = files.attached.source(name);
    if (attached !== undefined) return [{ path, sql: attached }];
    if (files.has(name)) return isForeign(name) ? [sourceOf(path)] : undefined;
    const matching = /[*?[]/.test(path) ? matchingNames(path, this.#foreignNames) : [];
    return matching.length > 0 ? matching.map(sourceOf) : undefined;
  }

  #sourceOf(path: string): string | undefined {
    return this.standIns.source(path) ?? this.host.files.unpackedSource(path) ?? this.#columnSource(path);
  }

  get #foreignNames(): string[] {
    return this.host.files
      .list()
      .map(({ name }) => name)
      .filter(isForeign);
  }

  #columnSource(path: string): string | undefined {
    if (!this.#columns.has(path)) return undefined;
    this.#outlined?.add(path);
    return this.#outlined ? this.#columns.outline(path) : this.#columns.source(path, this.#needs.get(path));
  }

  #deliver(path: string, signal: AbortSignal): Promise<void> {
    return this.#deliveries.once(
      path,
      () => this.#isThere(path),
      signal,
      () => this.#fetchAndFill(path, signal),
    );
  }

  async #fetchAndFill(path: string, signal: AbortSignal): Promise<void> {
    const { files } = this.host;
    if (isExtension(path)) return this.supplier.loadExtension(path, signal);
    if (isAddress(path)) {
      if (formatOf(path) === 'parquet' && (await this.#openColumns(path, signal))) return;
      const data = await this.supplier.fetch(path, signal);
      files.addFetched(path, await data.arrayBuffer());
      this.supplier.addresses.markRegistered(path, data.size);
      if (!isForeign(path)) return;
    }
    const { name, part } = fileAndPart(path, (each) => files.has(each));
    const data = files.data(name);
    if (!data) throw queryError('FILE_ERROR', `The file ${name} is gone.`, 'Add it again, then run the query again.');
    if (formatOf(name) === 'csv')
      await this.#naming(name, signal, async () => files.unpack(name, await this.supplier.unpack(data)));
    else await this.#fill(path, name, data, part, signal);
  }

  /** False for what is to be fetched whole. */
  async #openColumns(path: string, signal: AbortSignal): Promise<boolean> {
    const file = await this.#naming(bare(path), signal, () => this.supplier.openColumns(path, signal));
    if (!file) return false;
    this.host.files.addRemote(path, file.sizeBytes);
    await this.#columns.open(path, file, () => this.host.slice.next());
    return true;
  }

  #fill(path: string, name: string, data: Blob, part: string | undefined, signal: AbortSignal): Promise<void> {
    return this.#naming(name, signal, () => {
      const streams = this.supplier.read(name, data, part, signal);
      return this.standIns.fill(path, streams, () => this.host.slice.next());
    });
  }

  /** @throws QueryError that has the file's name in it */
  async #naming<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = toPlaygroundError(thrown, 'FILE_ERROR');
      const message = error.message.includes(name) ? error.message : `${name} could not be read: ${error.message}`;
      throw new QueryError({ ...error, message });
    }
  }
}

/** What follows in an address may be a signature. */
function bare(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
