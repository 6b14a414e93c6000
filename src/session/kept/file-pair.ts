import { queryError } from '../../protocol/error';
import type { DatabaseFiles, FileAccess } from './file-access';

/** Two headers, which a checkpoint writes by turns, come before the first block. */
const HEADER_BYTES = 4096;
const FIRST_BLOCK = 3 * HEADER_BYTES;

/** From a place of what the engine takes for the log on, its bytes lie so much further back in the file. */
interface Shift {
  from: number;
  by: number;
}

/**
 * A database's files as the engine is given them. Its file system does three things that a database cannot be kept with: it ignores
 * that a log is opened for appending, and writes from the beginning; it does not delete the log after a checkpoint; and it never
 * flushes. So here the log only grows at its end, and is emptied as soon as a checkpoint has made it superfluous.
 */
export class FilePair {
  readonly database: FileAccess;
  readonly log: FileAccess;
  #shifts: Shift[] = [];
  #hasUnflushed = false;
  #hasUncheckpointed = false;

  /** @param name for errors */
  constructor(
    private readonly name: string,
    private readonly files: DatabaseFiles,
  ) {
    const { database, log } = files;
    this.database = {
      getSize: () => database.getSize(),
      read: (buffer, { at }) => database.read(buffer, { at }),
      write: (buffer, { at }) => this.#writeDatabase(buffer, at),
      truncate: (size) => {
        database.truncate(size);
      },
      flush: () => {
        database.flush();
      },
    };
    this.log = {
      getSize: () => log.getSize(),
      read: (buffer, { at }) => log.read(buffer, { at }),
      write: (buffer, { at }) => this.#append(buffer, at),
      truncate: (size) => {
        this.#truncateLog(size);
      },
      flush: () => {
        log.flush();
      },
    };
  }

  /** True where something was written that no checkpoint has moved into the database by now. */
  get hasUncheckpointed(): boolean {
    return this.#hasUncheckpointed;
  }

  /** Bytes of the database and its log. */
  get sizeBytes(): number {
    return this.files.database.getSize() + this.files.log.getSize();
  }

  get logBytes(): number {
    return this.files.log.getSize();
  }

  /** Makes sure of what was committed. */
  flush(): void {
    if (!this.#hasUnflushed) return;
    // Where much is written at once, the log only says where in the database it is.
    this.files.database.flush();
    this.files.log.flush();
    this.#hasUnflushed = false;
  }

  /** Everything in the log is in the database. */
  emptyLog(): void {
    const { log } = this.files;
    this.#shifts = [];
    this.#hasUnflushed = false;
    this.#hasUncheckpointed = false;
    if (log.getSize() === 0) return;
    log.truncate(0);
    log.flush();
  }

  #writeDatabase(buffer: Uint8Array, at: number): number {
    const { database } = this.files;
    const isHeader = at >= HEADER_BYTES && at < FIRST_BLOCK;
    // A header must not come before what it points to, nor the log go before the header is there.
    if (isHeader) database.flush();
    this.#writeAll(database, buffer, at);
    if (isHeader) {
      database.flush();
      this.emptyLog();
    }
    return buffer.byteLength;
  }

  /** @param at where the engine believes the end to be */
  #append(buffer: Uint8Array, at: number): number {
    const { log } = this.files;
    const end = log.getSize();
    if (at + this.#shiftOf(at) !== end) this.#shifts.push({ from: at, by: end - at });
    this.#hasUnflushed = true;
    this.#hasUncheckpointed = true;
    try {
      this.#writeAll(log, buffer, end);
    } catch (thrown) {
      // The engine will take it that nothing was written.
      log.truncate(end);
      throw thrown;
    }
    return buffer.byteLength;
  }

  #truncateLog(size: number): void {
    const shift = this.#shiftOf(size);
    this.#shifts = this.#shifts.filter(({ from }) => from <= size);
    this.files.log.truncate(size + shift);
  }

  #shiftOf(at: number): number {
    return this.#shifts.findLast(({ from }) => from <= at)?.by ?? 0;
  }

  /** The engine does not look at how much was written. */
  #writeAll(file: FileAccess, buffer: Uint8Array, at: number): void {
    for (let done = 0; done < buffer.byteLength;) {
      let written: number;
      try {
        written = file.write(buffer.subarray(done), { at: at + done });
      } catch (thrown) {
        throw writeError(this.name, thrown);
      }
      // Chromium's private windows give the number of an error, as an unsigned one, where others throw.
      if (written === 0 || written > buffer.byteLength - done) throw writeError(this.name, undefined);
      done += written;
    }
  }
}

function writeError(name: string, thrown: unknown): Error {
  const isFull = thrown === undefined || (thrown instanceof Error && thrown.name === 'QuotaExceededError');
  return isFull
    ? queryError('STORAGE_FULL', `The browser has no more room for the database ${name}.`)
    : queryError(
        'FILE_ERROR',
        `The database ${name} could not be written: ${thrown instanceof Error ? thrown.message : 'nobody knows why'}`,
      );
}
