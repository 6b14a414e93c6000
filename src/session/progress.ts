import type { CApi } from './c-api/c-api';
import type { Connection } from './connection';
import type { ExecutionEvents } from './execution-events';
import type { QueryRecord } from './query-log';

const AFTER_MS = 400;
const EVERY_MS = 100;

/** How far a running query is, told now and then: not at all of a short one. */
export class Progress {
  #startedAt = 0;
  #dueAt = 0;

  constructor(
    private readonly api: CApi,
    private readonly connection: Connection,
    private readonly record: QueryRecord,
    private readonly events: ExecutionEvents,
  ) {}

  begin(): void {
    this.#startedAt = performance.now();
    this.#dueAt = this.#startedAt + AFTER_MS;
  }

  /** @param rowCount rows of the statement that runs, so far */
  tellIfDue(rowCount: number): void {
    const time = performance.now();
    if (time < this.#dueAt) return;
    this.#dueAt = time + EVERY_MS;
    const percent = this.api.progress(this.connection.handle);
    this.record.progress = percent >= 0 ? percent : null;
    this.events.progress(percent, rowCount, time - this.#startedAt);
  }
}
