import { pageState } from './page-state';
import type { Origin, Parameters, QueryRequest, Role } from '../protocol/query';

/** What a context references: the id of an open session. A `SessionClient` and the `SessionInfo` it reports both are one. */
export interface SessionReference {
  readonly sessionId: string;
}

export interface QueryOptions {
  params?: Parameters | undefined;
  /** Default `main`. */
  namespace?: string | undefined;
  /** Default `admin`. */
  role?: Role | undefined;
  /** Default `driver`. */
  origin?: Origin | undefined;
  /** 0, the default: no limit. */
  timeoutMs?: number | undefined;
  /** Rows kept per statement, default 1,000. */
  maxRows?: number | undefined;
  /** Bytes kept per statement, at least one batch. Default: no limit. */
  maxBytes?: number | undefined;
  /** Run only if the session has not changed since this generation; else `DATA_CHANGED`. */
  generation?: number | undefined;
  /** Only for what brings a new session to where another one was. */
  isReplay?: boolean | undefined;
}

export const DEFAULT_MAX_ROWS = 1000;

/**
 * One query, on the page: who asks what of which session. It references the session by id; it never opens, copies or owns
 * one, and nothing here can.
 *
 * @throws TypeError when the session is missing or an option is out of range.
 */
export class QueryContext implements QueryRequest {
  readonly id: string;
  readonly sessionId: string;
  readonly sql: string;
  readonly params?: Parameters;
  readonly namespace: string;
  readonly role: Role;
  readonly origin: Origin;
  readonly createdAt: number;
  readonly timeoutMs: number;
  readonly maxRows: number;
  readonly maxBytes?: number;
  readonly generation?: number;
  readonly isReplay?: boolean;

  constructor(session: SessionReference, sql: string, options: QueryOptions = {}) {
    const sessionId: unknown = (session as SessionReference | undefined)?.sessionId;
    if (typeof sessionId !== 'string' || sessionId === '') {
      throw new TypeError(
        'QueryContext needs an open session as its first argument; await ready() and pass what it gives.',
      );
    }
    if (typeof sql !== 'string') throw new TypeError('QueryContext needs SQL text as its second argument.');
    this.sessionId = sessionId;
    this.sql = sql;
    if (options.params !== undefined) {
      const params: unknown = options.params;
      if (typeof params !== 'object' || params === null) throw new TypeError('params must be an array or an object.');
      this.params = options.params;
    }
    this.namespace = options.namespace ?? 'main';
    this.role = options.role ?? 'admin';
    this.origin = options.origin ?? 'driver';
    // The page's own look-ups are not listed, and so must leave no gaps among the numbers of those that are.
    this.id =
      this.origin === 'catalog'
        ? `look-up-${String(++pageState.lookUpCount)}`
        : `q-${String(++pageState.contextCount)}`;
    this.createdAt = Date.now();
    this.timeoutMs = atLeastZero('timeoutMs', options.timeoutMs ?? 0);
    this.maxRows = Math.floor(atLeastZero('maxRows', options.maxRows ?? DEFAULT_MAX_ROWS));
    if (options.maxBytes !== undefined) this.maxBytes = Math.floor(atLeastZero('maxBytes', options.maxBytes));
    if (options.generation !== undefined) this.generation = options.generation;
    if (options.isReplay !== undefined) this.isReplay = options.isReplay;
    Object.freeze(this);
  }

  /** The reference itself: the session's id. */
  get session(): string {
    return this.sessionId;
  }

  /** The plain data that crosses to the worker. */
  toRequest(): QueryRequest {
    return Object.assign({}, this);
  }
}

function atLeastZero(name: string, value: number): number {
  if (typeof value !== 'number' || Number.isNaN(value) || value < 0) {
    throw new TypeError(`${name} must be a number of at least 0, not ${String(value)}.`);
  }
  return value;
}
