import { queryError, toPlaygroundError, type QueryError } from '../../protocol/error';
import type { KeptDatabase, OpenMode } from '../../protocol/kept-database';
import { isNamespaceName, NAMESPACE_HINT } from '../../protocol/namespace-name';
import { EngineError } from '../c-api/error';
import { engineMessage, isAboutContent, mayBeFatal } from '../engine-error';
import { DEFAULT_NAMESPACE, type Namespace } from '../namespaces';
import { copyOf } from './copy';
import { emptyDatabase } from './empty-database';
import type { DatabaseFiles, DatabaseStore } from './file-access';
import type { KeptHost } from './kept-host';
import { FilePair } from './file-pair';
import { pathOf, pathOfCopy, registerCopy, registerPair, unregister } from './kept-files';
import { Settling } from './settling';

/** A database that is open: the namespace of its name works on it. */
interface Opened {
  readonly name: string;
  readonly namespace: Namespace;
  /** Undefined for a copy, which is only read. */
  readonly held: { pair: FilePair; files: DatabaseFiles } | undefined;
  readonly copyBytes: number;
}

/**
 * The databases that outlive the session, each attached as the database of the namespace of its name. A row that was committed is on
 * its way to the disk before anybody learns of it.
 */
export class KeptDatabases {
  readonly #opened = new Map<string, Opened>();
  readonly #settling = new Settling({
    isIdle: () => this.#host.isIdle(),
    hasWork: () => [...this.#opened.values()].some(({ held }) => held?.pair.hasUncheckpointed),
    settle: (waits) =>
      this.#inTurn(() => (waits ? this.#host.alone(() => this.#checkpointAll(false)) : this.#checkpointAll(true))),
  });
  /** One thing after another: names are taken and given back in between. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #host: KeptHost;

  constructor(
    host: KeptHost,
    private readonly store: DatabaseStore | undefined,
  ) {
    this.#host = host;
    store?.serve({
      release: async (name) => {
        await this.close(name);
        host.onReleased(name);
      },
      copy: (name) => this.copy(name),
    });
  }

  /** True for a namespace whose database is kept. */
  has(namespace: string): boolean {
    return this.#opened.has(namespace.toLowerCase());
  }

  /** @throws QueryError `STORAGE_UNAVAILABLE` */
  async list(): Promise<KeptDatabase[]> {
    const stored = await this.#stored.list();
    return stored.map((each) => {
      const opened = this.#opened.get(each.name);
      if (!opened) return { ...each, state: each.setAside ? 'set-aside' : 'closed' };
      return describe(opened);
    });
  }

  /**
   * Opens a database, and makes it where there is none of the name.
   *
   * @throws QueryError `INVALID_CONTEXT` for the name, `STORAGE_UNAVAILABLE`, `STORAGE_FULL`, `DATABASE_IN_USE`, `DATABASE_DAMAGED`
   */
  open(givenName: string, mode: OpenMode): Promise<KeptDatabase> {
    return this.#inTurn(async () => {
      if (!isNamespaceName(givenName) || givenName.toLowerCase() === DEFAULT_NAMESPACE) {
        throw queryError('INVALID_CONTEXT', `"${givenName}" cannot be the name of a database.`, NAMESPACE_HINT);
      }
      const name = givenName.toLowerCase();
      const known = this.#opened.get(name);
      if (known) return describe(known);
      const opened = mode === 'read-along' ? await this.#attachCopy(name) : await this.#attach(name, mode);
      this.#opened.set(name, opened);
      return describe(opened);
    });
  }

  /** Closes a database, after what runs. False if it is not open. @throws QueryError while a transaction may be using it */
  close(name: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const opened = this.#opened.get(name);
      if (!opened) return false;
      await this.#host.alone(async () => {
        this.#requireNoTransactions(name, opened.namespace);
        if (opened.held) await this.#checkpoint(opened);
        this.#host.namespaces.detach(opened.namespace);
        this.#opened.delete(name);
        unregister(this.#host.bindings, name);
        opened.held?.files.release();
      });
      return true;
    });
  }

  /** Deletes a database, open or not. @throws QueryError `DATABASE_IN_USE` where another page has it open */
  async delete(name: string): Promise<void> {
    await this.close(name);
    await this.#inTurn(() => this.#stored.remove(name));
  }

  /** The database as a file, with all that is committed. It is opened for that where it is not. @throws QueryError */
  async copy(name: string): Promise<Blob> {
    const wasOpen = this.has(name);
    if (!wasOpen) await this.open(name, 'polite');
    try {
      return await this.#inTurn(() =>
        this.#host.alone(async () => {
          const held = this.#opened.get(name)?.held;
          if (!held) throw queryError('DATABASE_IN_USE', `The database ${name} is open in another tab.`);
          const opened = this.#opened.get(name);
          if (opened) await this.#checkpoint(opened);
          if (held.pair.logBytes > 0) {
            const hint = 'End open transactions, or make room, and try again.';
            throw queryError('FILE_ERROR', `The database ${name} could not be brought to rest to copy it.`, hint);
          }
          return copyOf(held.files.database);
        }),
      );
    } finally {
      if (!wasOpen) await this.close(name);
    }
  }

  /** The files of a database that was set aside. @throws QueryError `FILE_ERROR` where there is none of the name */
  async copySetAside(name: string): Promise<File[]> {
    const files = await this.#stored.setAsideFiles(name);
    if (files.length === 0) throw queryError('FILE_ERROR', `There is no database ${name} that was set aside.`);
    return files;
  }

  /** To be called when a statement has ended, and before anybody is told. */
  statementEnded(): void {
    for (const { held } of this.#opened.values()) held?.pair.flush();
    this.#settling.noteWork();
  }

  /** The page may be gone soon: does now what would wait for a quiet moment. */
  settle(): void {
    this.#settling.hurry();
  }

  get #stored(): DatabaseStore {
    if (this.store) return this.store;
    throw queryError('STORAGE_UNAVAILABLE', 'This browser gives the page no place to keep databases in.');
  }

  async #attach(name: string, mode: OpenMode): Promise<Opened> {
    const files = await this.#stored.open(name, mode === 'take-over');
    const pair = new FilePair(name, files);
    let isRegistered = false;
    try {
      if (pair.sizeBytes === 0) pair.database.write(emptyDatabase(), { at: 0 });
      await this.#freeName(name);
      registerPair(this.#host.bindings, name, pair);
      isRegistered = true;
      const namespace = this.#host.namespaces.attach(name, `'${pathOf(name)}'`);
      const opened: Opened = { name, namespace, held: { pair, files }, copyBytes: 0 };
      // The engine's own would come with a commit, room or no room.
      namespace.connection.run("SET GLOBAL wal_autocheckpoint = '1TB'");
      await this.#check(opened, pair);
      return opened;
    } catch (thrown) {
      if (isRegistered) this.#forget(name);
      files.release();
      throw thrown instanceof EngineError ? await this.#objection(name, thrown) : thrown;
    }
  }

  /** Reads what there is, and leaves the log empty: the engine would not go on with one that it has read. @throws EngineError */
  async #check(opened: Opened, pair: FilePair): Promise<void> {
    const { name, namespace } = opened;
    const of = `WHERE database_name = '${name}'`;
    namespace.connection.run(`SELECT count(*), sum(estimated_size) FROM system.main.duckdb_tables() ${of}`);
    const [size] = namespace.connection.texts(`SELECT wal_size FROM pragma_database_size() ${of}`);
    if (size === '0 bytes') pair.emptyLog();
    if (pair.logBytes === 0) return;
    if (await this.#checkpoint(opened)) return;
    const hint = 'Delete another database, or other data of this site.';
    throw queryError('STORAGE_FULL', `The browser has no room to open the database ${name}.`, hint);
  }

  /** What did not become a database of the session is not one any more, nor are its files. */
  #forget(name: string): void {
    const { namespaces, bindings } = this.#host;
    const attached = namespaces.find(name);
    if (attached) namespaces.detach(attached);
    unregister(bindings, name);
  }

  /** What the engine has against a database: where it cannot be read, it is put out of the way. */
  async #objection(name: string, { message }: EngineError): Promise<QueryError> {
    const reason = engineMessage(message);
    if (!isAboutContent(message))
      return queryError('FILE_ERROR', `The database ${name} could not be opened: ${reason}`);
    const place = await this.#stored.setAside(name, reason);
    const words = `The database ${name} cannot be read: ${reason} It was set aside, as it is, under the name ${place}.`;
    return queryError('DATABASE_DAMAGED', words, 'Keep data under the name again to begin anew.');
  }

  async #attachCopy(name: string): Promise<Opened> {
    const copy = await this.#stored.borrow(name);
    await this.#freeName(name);
    registerCopy(this.#host.bindings, name, copy);
    try {
      const namespace = this.#host.namespaces.attach(name, `'${pathOfCopy(name)}'`, ' (READ_ONLY)');
      return { name, namespace, held: undefined, copyBytes: copy.size };
    } catch (thrown) {
      unregister(this.#host.bindings, name);
      const { message } = toPlaygroundError(thrown, 'FILE_ERROR');
      throw queryError('FILE_ERROR', `The copy of the database ${name} cannot be read: ${engineMessage(message)}`);
    }
  }

  /** @param onlyIfIdle where others may have come meanwhile */
  async #checkpointAll(onlyIfIdle: boolean): Promise<void> {
    for (const opened of this.#opened.values()) {
      if (opened.held?.pair.hasUncheckpointed) await this.#checkpoint(opened, onlyIfIdle);
    }
  }

  /** Moves what the log has into the database. False where that cannot be now: nothing is lost by that. */
  async #checkpoint({ name, namespace, held }: Opened, onlyIfIdle = false): Promise<boolean> {
    if (!held || held.pair.logBytes === 0) return true;
    // One that runs out of room half-way stops the engine.
    if ((await this.#stored.room()) < 2 * held.pair.logBytes + ROOM_BYTES) return false;
    if (onlyIfIdle && !this.#host.isIdle()) return false;
    if (this.#host.transactions.state(namespace.connection) !== 'none') return false;
    try {
      namespace.connection.run(`CHECKPOINT "${name}"`);
      return held.pair.logBytes === 0;
    } catch (thrown) {
      if (!(thrown instanceof EngineError) || mayBeFatal(thrown.message)) {
        this.#host.onSuspicion(toPlaygroundError(thrown, 'SESSION_LOST'));
      }
      // Another connection has changes of its own open.
      return false;
    }
  }

  /** A namespace in memory gives its name to a database where there is nothing in it. @throws QueryError `INVALID_CONTEXT` */
  async #freeName(name: string): Promise<void> {
    const { namespaces } = this.#host;
    if (!namespaces.find(name)) return;
    await this.#host.alone(async () => {
      const inMemory = namespaces.find(name);
      if (!inMemory) return;
      const tables = `FROM system.main.duckdb_tables() WHERE database_name = '${inMemory.database}'`;
      const views = `FROM system.main.duckdb_views() WHERE database_name = '${inMemory.database}' AND NOT internal`;
      const [count] = inMemory.connection.texts(`SELECT (SELECT count(*) ${tables}) + (SELECT count(*) ${views})`);
      if (count !== '0') {
        const message = `There is a namespace ${name} in memory already, with something in it.`;
        throw queryError('INVALID_CONTEXT', message, 'Use another name, or load the page anew.');
      }
      this.#requireNoTransactions(name, inMemory);
      namespaces.detach(inMemory);
      return Promise.resolve();
    });
  }

  /** What such a transaction has read would go from under it, which stops the engine. */
  #requireNoTransactions(name: string, namespace: Namespace): void {
    const { namespaces, transactions } = this.#host;
    const other = namespaces.all().find((each) => each !== namespace && transactions.state(each.connection) !== 'none');
    if (!other) return;
    const message = `The database ${name} cannot be closed while a transaction is open in ${other.name}.`;
    throw queryError('DATABASE_IN_USE', message, 'Commit it, or roll it back.');
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(job);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** What a checkpoint of little takes up meanwhile. */
const ROOM_BYTES = 4 * 1024 * 1024;

function describe({ name, held, copyBytes }: Opened): KeptDatabase {
  return held
    ? { name, sizeBytes: held.pair.sizeBytes, state: 'open' }
    : { name, sizeBytes: copyBytes, state: 'read-only' };
}

/** What is kept is not emptied by what empties a namespace. */
export function keptStays(name: string): QueryError {
  const message = `The database ${name} is kept in this browser, and is not emptied with its namespace.`;
  return queryError('PERMISSION_DENIED', message, 'Drop what is in it, or delete it.');
}
