import { queryError } from '../protocol/error';
import { isNamespaceName, NAMESPACE_HINT } from '../protocol/namespace-name';
import type { LiveRow } from '../system/catalogue';
import { EngineError } from './c-api/error';
import { Connection } from './connection';
import { engineMessage } from './engine-error';
import type { Engine } from './engine';
import { SYSTEM_CATALOG } from './system-name';

/** The namespace that everybody shares who names none. */
export const DEFAULT_NAMESPACE = 'main';

/** What DuckDB calls the session's first database. */
const DEFAULT_DATABASE = 'memory';

/** The namespace that a database serves, in lower case; the name of any other database is its own. */
export function namespaceOf(database: string): string {
  const name = database.toLowerCase();
  return name === DEFAULT_DATABASE ? DEFAULT_NAMESPACE : name;
}

/** A database of its own in the session, and the one connection that serves it. */
export interface Namespace {
  readonly name: string;
  readonly database: string;
  readonly connection: Connection;
  queryCount: number;
}

/** The namespaces in use; each is made when it is first named. Names differ by more than case. */
export class Namespaces {
  readonly #namespaces = new Map<string, Namespace>();

  /** @param opening SQL that every connection begins with */
  constructor(
    private readonly engine: Engine,
    private readonly opening: readonly string[],
  ) {
    this.#add(DEFAULT_NAMESPACE, DEFAULT_DATABASE);
  }

  /** The namespace of a name; undefined where it was never named. */
  find(name: string): Namespace | undefined {
    return this.#namespaces.get(name.toLowerCase());
  }

  /** @throws QueryError `INVALID_CONTEXT` for a name that no namespace can have. */
  get(name: string): Namespace {
    const known = this.find(name);
    if (known) return known;
    if (!isNamespaceName(name)) {
      throw queryError('INVALID_CONTEXT', `"${name}" cannot be the name of a namespace.`, NAMESPACE_HINT);
    }
    try {
      return this.attach(name, "':memory:'");
    } catch (thrown) {
      if (!(thrown instanceof EngineError)) throw thrown;
      const reason = engineMessage(thrown.message);
      throw queryError('INVALID_CONTEXT', `The namespace "${name}" could not be made: ${reason}`, 'Use another name.');
    }
  }

  /**
   * Makes a namespace of a name that none has.
   *
   * @param source what to attach, as ATTACH takes it
   * @throws EngineError
   */
  attach(name: string, source: string, options = ''): Namespace {
    const namespace = this.#add(name, name);
    try {
      // Not on the session's own connection: a look-up may be streaming there, and would be cut.
      namespace.connection.run(`ATTACH ${source} AS "${name}"${options}`);
      namespace.connection.run(`USE "${name}"`);
      return namespace;
    } catch (thrown) {
      this.#forget(namespace);
      throw thrown;
    }
  }

  /** Unmakes a namespace, whose turn it is, with its database. @throws EngineError */
  detach(namespace: Namespace): void {
    this.#forget(namespace);
    const connection = new Connection(this.engine);
    try {
      connection.run(`DETACH "${namespace.database}"`);
    } finally {
      connection.close();
    }
  }

  all(): Namespace[] {
    return [...this.#namespaces.values()];
  }

  /** The databases that namespaces and the system views live in, in lower case. */
  databases(): Set<string> {
    return new Set([...this.#namespaces.values()].map(({ database }) => database.toLowerCase()).concat(SYSTEM_CATALOG));
  }

  rows(): LiveRow<'sys_live_namespaces'>[] {
    return [...this.#namespaces.values()].map((namespace) => ({
      namespace: namespace.name,
      database_name: namespace.database,
      is_default: namespace.name === DEFAULT_NAMESPACE,
      query_count: namespace.queryCount,
    }));
  }

  #forget({ name, connection }: Namespace): void {
    connection.close();
    this.#namespaces.delete(name.toLowerCase());
  }

  #add(name: string, database: string): Namespace {
    const connection = new Connection(this.engine, this.opening);
    const namespace: Namespace = { name, database, connection, queryCount: 0 };
    this.#namespaces.set(name.toLowerCase(), namespace);
    return namespace;
  }
}
