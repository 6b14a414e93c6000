import type { Change } from '../protocol/change';
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
  /** Runs a statement again; resolves with how it failed. */
  replay(change: Change): Promise<PlaygroundError | undefined>;
}

/** Says so often how far it is, in milliseconds. */
const REPORT_EVERY_MS = 50;

/**
 * Brings a new session to where another one was: does again, one after another, what the journal holds. What fails is left out,
 * also of the journal, and said.
 */
export class Recovery {
  #isSkipped = false;
  #current: JournalEntry | undefined;

  constructor(
    private readonly journal: Journal,
    private readonly reason: PlaygroundError,
    private readonly onProgress: (progress: RecoveryProgress) => void,
  ) {}

  /** What is being done now. */
  get current(): JournalEntry | undefined {
    return this.#current;
  }

  /** Leaves out the statements that have not been run again by now. Files are given back all the same. */
  skip(): void {
    this.#isSkipped = true;
  }

  /** Resolves when all that can be had back is back. Rejects with a `QueryError` where the new session is gone as well. */
  async run(target: RecoveryTarget, missing: Missing[]): Promise<RecoveryReport> {
    const startedAt = performance.now();
    const entries = [...this.journal.entries];
    const left = new Set<JournalEntry>();
    let statementCount = 0;
    let reportedAt = 0;
    for (const [done, entry] of entries.entries()) {
      this.#current = entry;
      if (performance.now() - reportedAt >= REPORT_EVERY_MS) {
        reportedAt = performance.now();
        this.onProgress({ reason: this.reason, done, total: entries.length, current: describe(entry) });
      }
      const why = await this.#redo(entry, target);
      if (why === undefined) {
        if (entry.kind === 'statement') statementCount++;
      } else {
        left.add(entry);
        missing.push({ what: describe(entry), why });
      }
    }
    this.#current = undefined;
    this.journal.remove(left);
    const fileCount = this.journal.fileNames.length;
    return { reason: this.reason, fileCount, statementCount, missing, elapsedMs: performance.now() - startedAt };
  }

  /** Why it could not be done; undefined where it was. */
  async #redo(entry: JournalEntry, target: RecoveryTarget): Promise<string | undefined> {
    if (entry.kind === 'statement') {
      if (this.#isSkipped) return 'It was skipped.';
      const error = await target.replay(entry.change);
      if (error?.code === 'SESSION_LOST') throw new QueryError(error);
      return error?.code === 'CANCELLED' ? 'It was skipped.' : error?.message;
    }
    try {
      if (entry.kind === 'file') await target.addFile(entry.file);
      else await target.dropFile(entry.name);
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
    case 'statement':
      return entry.change.sql;
    default:
      return entry satisfies never;
  }
}
