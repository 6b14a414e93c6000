import { queryError } from '../protocol/error';
import type { LiveRow } from '../system/catalogue';
import { Connection } from './connection';
import type { Engine } from './engine';
import { SYSTEM_CATALOG } from './system-name';

/** The namespace that everybody shares who names none. */
export const DEFAULT_NAMESPACE = 'main';

/** What DuckDB calls the session's first database. */
const DEFAULT_DATABASE = 'memory';

const RESERVED = new Set([DEFAULT_DATABASE, SYSTEM_CATALOG, 'system', 'temp']);

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

  constructor(
    private readonly engine: Engine,
    private readonly internal: Connection,
  ) {
    this.#add(DEFAULT_NAMESPACE, DEFAULT_DATABASE);
  }

  /** @throws QueryError `INVALID_CONTEXT` for a name that no namespace can have. */
  get(name: string): Namespace {
    const known = this.#namespaces.get(name.toLowerCase());
    if (known) return known;
    if (!/^[\p{L}_][\p{L}\p{N}_-]{0,62}$/u.test(name) || RESERVED.has(name.toLowerCase())) {
      throw queryError(
        'INVALID_CONTEXT',
        `"${name}" cannot be the name of a namespace.`,
        'Use up to 63 letters, digits, hyphens and underscores, beginning with a letter.',
      );
    }
    this.internal.run(`ATTACH ':memory:' AS "${name}"`);
    const namespace = this.#add(name, name);
    namespace.connection.run(`USE "${name}"`);
    return namespace;
  }

  get size(): number {
    return this.#namespaces.size;
  }

  rows(): LiveRow<'sys_live_namespaces'>[] {
    return [...this.#namespaces.values()].map((namespace) => ({
      namespace: namespace.name,
      database_name: namespace.database,
      is_default: namespace.name === DEFAULT_NAMESPACE,
      query_count: namespace.queryCount,
    }));
  }

  #add(name: string, database: string): Namespace {
    const namespace: Namespace = { name, database, connection: new Connection(this.engine), queryCount: 0 };
    this.#namespaces.set(name.toLowerCase(), namespace);
    return namespace;
  }
}
