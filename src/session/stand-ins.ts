import type { CApi } from './c-api/c-api';
import { setReadOnly } from './c-api/read-only';
import { Connection } from './connection';
import type { Engine } from './engine';
import type { Namespace } from './namespaces';

/** What stands in for a file, or for a part of one, that the engine cannot read itself. */
interface StandIn {
  /** A database of its own: a transaction sees nothing of what came into a database after it first looked there. */
  database: string;
  /** Of Arrow, as an estimate of what the engine holds. */
  bytes: number;
}

const TABLE = 'data';

/** Begins the names of the databases; the system views leave these out. */
const STAND_IN = '__f';

/**
 * Tables with the rows of files, each in a database in memory of its own, read-only once it is filled. Their names are never used
 * twice: a transaction in which a name comes to mean another database stops the engine.
 */
export class StandIns {
  readonly #standIns = new Map<string, StandIn>();
  readonly #stale: string[] = [];
  #count = 0;

  constructor(private readonly engine: Engine) {}

  /** SQL that gives the rows of `path`; undefined where nothing stands in for it. */
  source(path: string, table = TABLE): string | undefined {
    const standIn = this.#standIns.get(path);
    return standIn && `FROM "${standIn.database}".main."${table}"`;
  }

  /** @returns bytes in memory for the file and its parts */
  bytesOf(name: string): number {
    return this.#of(name).reduce((sum, [, { bytes }]) => sum + bytes, 0);
  }

  /** The databases that are there for files, in lower case. */
  get databases(): string[] {
    return [...Array.from(this.#standIns.values(), ({ database }) => database), ...this.#stale];
  }

  /**
   * Fills a stand-in, and puts it in the place of an earlier one when it is complete.
   *
   * @param streams Arrow IPC, each complete, at least one
   * @param giveWay called between streams, for other work
   * @param complete adds to the database, which is in use, what else shall be in it
   * @throws what `streams` throws, or Error where the engine refuses the rows; nothing is left behind then
   */
  async fill(
    path: string,
    streams: AsyncIterable<Uint8Array>,
    giveWay: () => Promise<void>,
    complete: (connection: Connection, database: string) => void = () => undefined,
  ): Promise<void> {
    const database = `${STAND_IN}${++this.#count}`;
    const connection = new Connection(this.engine);
    let bytes = 0;
    let isFilled = false;
    try {
      connection.run(`ATTACH ':memory:' AS "${database}"`);
      connection.run(`USE "${database}"`);
      for await (const stream of streams) {
        connection.insertArrow(stream, TABLE, bytes === 0);
        bytes += stream.byteLength;
        await giveWay();
      }
      complete(connection, database);
      setReadOnly(this.#api, connection.handle, database);
      this.forget(path);
      this.#standIns.set(path, { database, bytes });
      isFilled = true;
    } finally {
      connection.close();
      if (!isFilled) this.#stale.push(database);
    }
  }

  /** Forgets what stands in for a file and its parts. What reads it now goes on. */
  forget(name: string): void {
    for (const [path, { database }] of this.#of(name)) {
      this.#standIns.delete(path);
      this.#stale.push(database);
    }
  }

  /** Gives the memory of forgotten ones back, unless a transaction is open. To be called while nothing runs. */
  sweep(connection: Connection, namespaces: readonly Namespace[]): void {
    if (namespaces.some((each) => this.#api.hasTransaction(each.connection.handle))) return;
    for (const database of this.#stale.splice(0)) connection.run(`DETACH DATABASE IF EXISTS "${database}"`);
  }

  get #api(): CApi {
    return this.engine.api;
  }

  #of(name: string): [string, StandIn][] {
    return [...this.#standIns].filter(([path]) => path === name || path.startsWith(`${name}#`));
  }
}
