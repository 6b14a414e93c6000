import type { PlaygroundError } from '../protocol/error';
import type { PastQuery } from '../protocol/query';
import type { SessionConstants } from '../protocol/session';
import type { ChangeListener } from './change-log';
import type { DatabaseStore } from './kept/file-access';
import type { Supplier } from './supplier';
import type { Schedule } from './time-slice';

export interface SessionOptions {
  /** How the engine gives way to the message queue. */
  schedule: Schedule;
  /** When the worker began, in milliseconds since the epoch: what `bootMs` counts from. */
  startedAt?: number;
  crossOriginIsolated?: boolean;
  /** In place of what chance decides. */
  constants?: SessionConstants | undefined;
  /** True where this session takes the place of an earlier one. */
  isRestart?: boolean;
  /** What those earlier sessions were asked, oldest first. */
  history?: readonly PastQuery[];
  /** A folder with DuckDB's extensions. */
  extensionsUrl?: string | undefined;
  /** Brings what the engine cannot read itself; without it, that stays out of reach. */
  supplier?: Supplier;
  /** Learns of what changed, so that it can be done again elsewhere. */
  changes?: ChangeListener;
  /** Where databases are kept; without it, none can be. */
  store?: DatabaseStore | undefined;
  /** Called when a kept database was closed because another page asked for it. */
  onReleased?: (name: string) => void;
  /** Called each time before the message queue gets its turn. */
  beforeYield?: () => void;
  /** Called once, when the engine is beyond use. All open executions have ended by then. */
  onLost?: (error: PlaygroundError) => void;
}
