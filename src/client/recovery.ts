import type { Change } from '../protocol/change';
import type { OpenMode } from '../protocol/kept-database';
import { QueryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { Journal, JournalEntry, KeptFile } from './journal';

/** How far bringing a session back is. */
export interface RecoveryProgress {
  /** Why the session before this one ended. */
  reason: PlaygroundError;
  done: number;
  total: number;
  /** What is being done: a file's name, or SQL. */
  current: string;
}

/** Something that the new session lacks. */
export interface Missing {
  /** A file's name, or SQL. */
  what: string;
  why: string;
}

/** What became of a session that took the place of another. */
export interface RecoveryReport {
  reason: PlaygroundError;
  fileCount: number;
  /** Statements that were run again. */
  statementCount: number;
  missing: readonly Missing[];
  elapsedMs: number;
}

/** The new session, as far as bringing it up needs it. */
export interface RecoveryTarget {
  /** @throws QueryError */
  addFile(file: KeptFile): Promise<void>;
  /** @throws QueryError */
  dropFile(name: string): Promise<void>;
  /** Makes a namespace, or brings it back to empty. @throws QueryError */
  resetNamespace(namespace: string): Promise<void>;
  /** Opens a kept database. @throws QueryError */
  openDatabase(name: string, mode: OpenMode): Promise<void>;
  /** Runs a statement again; resolves with how it failed. */
  replay(change: Change): Promise<PlaygroundError | undefined>;
}

/** Says so often how far it is, in milliseconds. */
const REPORT_EVERY_MS = 50;

/**
 * Brings a new session to where a lost one was: does again, one after another, what the journal holds. What fails is left out,
 * also of the journal, and said. Where the new session is lost as well, the same recovery goes on with the one after it.
 */
export class Recovery {
  readonly #missing: Missing[] = [];
  #isSkipped = false;
  /** What was brought back at least once, to this session or to one before it that was lost as well. */
  readonly #redone = new Set<JournalEntry>();
  #current: JournalEntry | undefined;

  /** @param reason why the session before ended. */
  constructor(
    private readonly journal: Journal,
    readonly reason: PlaygroundError,
  ) {
    for (const { sql } of journal.takePending()) {
      this.#missing.push({ what: sql, why: 'Its transaction was not committed.' });
    }
  }

  /** What is being done now. */
  get current(): JournalEntry | undefined {
    return this.#current;
  }

  /**
   * Leaves out the statements that have not been run again by now. Those that have are run in the next session too, where this one is
   * lost over it. Files are given back all the same, and namespaces emptied.
   */
  skip(): void {
    this.#isSkipped = true;
  }

  /** The session was lost again: what it was busy with is not tried a second time. */
  wasLost(error: PlaygroundError): void {
    const suspect = this.#current;
    this.#current = undefined;
    if (suspect?.kind !== 'statement' && suspect?.kind !== 'database') return;
    const why = this.#isSkipped ? 'It was skipped.' : `The engine stopped at it: ${error.message}`;
    this.#missing.push({ what: describe(suspect), why });
    this.journal.remove(new Set([suspect]));
  }

  /** Resolves when all that can be had back is back. Rejects with a `QueryError` where the new session is gone as well. */
  async run(target: RecoveryTarget, onProgress: (progress: RecoveryProgress) => void): Promise<RecoveryReport> {
    const startedAt = performance.now();
    const entries = [...this.journal.entries];
    let reported: JournalEntry | undefined;
    const showCurrent = (): void => {
      if (!this.#current || this.#current === reported) return;
      reported = this.#current;
      const done = entries.indexOf(reported);
      onProgress({ reason: this.reason, done, total: entries.length, current: describe(reported) });
    };
    // By the clock, and not at each: one that takes long is shown while it does.
    const shows = setInterval(showCurrent, REPORT_EVERY_MS);
    try {
      const statementCount = await this.#redoAll(entries, target, showCurrent);
      return this.#report(statementCount, performance.now() - startedAt);
    } finally {
      clearInterval(shows);
    }
  }

  /** How many statements were run again. @param onBegin called when the first has begun. */
  async #redoAll(entries: readonly JournalEntry[], target: RecoveryTarget, onBegin: () => void): Promise<number> {
    const left = new Set<JournalEntry>();
    let statementCount = 0;
    for (const [i, entry] of entries.entries()) {
      this.#current = entry;
      if (i === 0) onBegin();
      const why = await this.#redo(entry, target);
      if (why === undefined) {
        this.#redone.add(entry);
        if (entry.kind === 'statement') statementCount++;
      } else {
        left.add(entry);
        this.#missing.push({ what: describe(entry), why });
      }
    }
    this.#current = undefined;
    this.journal.remove(left);
    return statementCount;
  }

  #report(statementCount: number, elapsedMs: number): RecoveryReport {
    if (this.journal.dropped > 0) {
      const what = `${String(this.journal.dropped)} later statements`;
      this.#missing.push({ what, why: 'There were more than the page keeps.' });
    }
    return {
      reason: this.reason,
      fileCount: this.journal.fileNames.length,
      statementCount,
      missing: this.#missing,
      elapsedMs,
    };
  }

  /** Why it could not be done; undefined where it was. */
  async #redo(entry: JournalEntry, target: RecoveryTarget): Promise<string | undefined> {
    if (entry.kind === 'statement') {
      if (this.#isSkipped && !this.#redone.has(entry)) return 'It was skipped.';
      const error = await target.replay(entry.change);
      if (error?.code === 'SESSION_LOST') throw new QueryError(error);
      return error?.code === 'CANCELLED' ? 'It was skipped.' : error?.message;
    }
    try {
      if (entry.kind === 'file') await target.addFile(entry.file);
      else if (entry.kind === 'dropped-file') await target.dropFile(entry.name);
      else if (entry.kind === 'database') await target.openDatabase(entry.name, entry.mode);
      else await target.resetNamespace(entry.namespace);
      return undefined;
    } catch (thrown) {
      const error = toPlaygroundError(thrown, 'FILE_ERROR');
      if (error.code === 'SESSION_LOST') throw thrown;
      return error.message;
    }
  }
}

function describe(entry: JournalEntry): string {
  switch (entry.kind) {
    case 'file':
      return entry.file.name;
    case 'dropped-file':
      return entry.name;
    case 'reset':
      return `The namespace ${entry.namespace}, emptied`;
    case 'statement':
      return entry.change.sql;
    case 'database':
      return `The database ${entry.name}`;
    default:
      return entry satisfies never;
  }
}
