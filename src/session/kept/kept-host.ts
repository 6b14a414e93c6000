import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import type { PlaygroundError } from '../../protocol/error';
import type { Namespaces } from '../namespaces';
import type { Transactions } from '../transactions';

/** What kept databases need of their session. */
export interface KeptHost {
  readonly bindings: DuckDBBindings;
  readonly namespaces: Namespaces;
  readonly transactions: Transactions;
  /** True while nothing runs or waits. */
  isIdle(): boolean;
  /** Runs a job while nothing else does: what came before has ended, what comes later waits. */
  alone<T>(job: () => Promise<T>): Promise<T>;
  /** The engine failed at something of ours, after which it may be beyond use. */
  onSuspicion(error: PlaygroundError): void;
  /** A database was closed because another page asked for it. */
  onReleased(name: string): void;
}
