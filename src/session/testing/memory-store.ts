import { queryError } from '../../protocol/error';
import type { SetAside } from '../../protocol/kept-database';
import type { DatabaseFiles, DatabaseOwner, DatabaseStore, FileAccess } from '../kept/file-access';

/** One thing that was done to a file. */
export interface DiskOperation {
  file: string;
  at: number;
  /** Undefined for a truncation to `at`. */
  bytes: Uint8Array | undefined;
}

/** A disk that remembers everything that was done to it, so that it can be had as it was at any moment. */
export class MemoryDisk {
  readonly files = new Map<string, Uint8Array>();
  readonly operations: DiskOperation[] = [];
  /** Bytes that all files may take up together. */
  quota = Number.POSITIVE_INFINITY;

  get usage(): number {
    return [...this.files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  apply(operation: DiskOperation): void {
    const { file, at, bytes } = operation;
    const before = this.files.get(file) ?? new Uint8Array();
    const size = bytes ? Math.max(before.byteLength, at + bytes.byteLength) : at;
    if (this.usage - before.byteLength + size > this.quota) {
      throw Object.assign(new Error('No more room.'), { name: 'QuotaExceededError' });
    }
    let after = before;
    if (size !== before.byteLength) {
      after = new Uint8Array(size);
      after.set(before.subarray(0, size));
    }
    if (bytes) after.set(bytes, at);
    this.files.set(file, after);
    this.operations.push(operation);
  }

  /** The disk of a machine that stopped after so many operations, in the midst of the next. @param share of its bytes that were written */
  asOf(count: number, share = 0): MemoryDisk {
    const disk = new MemoryDisk();
    for (const operation of this.operations.slice(0, count)) disk.apply(operation);
    const next = this.operations[count];
    if (next?.bytes && share > 0) {
      disk.apply({ ...next, bytes: next.bytes.slice(0, Math.floor(next.bytes.byteLength * share)) });
    }
    return disk;
  }

  access(file: string): FileAccess {
    const bytesOf = (): Uint8Array => this.files.get(file) ?? new Uint8Array();
    return {
      getSize: () => bytesOf().byteLength,
      read: (buffer, { at }) => {
        const part = bytesOf().subarray(at, at + buffer.byteLength);
        buffer.set(part);
        return part.byteLength;
      },
      write: (buffer, { at }) => {
        this.apply({ file, at, bytes: buffer.slice() });
        return buffer.byteLength;
      },
      truncate: (size) => {
        this.apply({ file, at: size, bytes: undefined });
      },
      flush: () => undefined,
    };
  }
}

/** A store on such a disk, for one page. */
export class MemoryStore implements DatabaseStore {
  owner: DatabaseOwner | undefined;
  readonly opened = new Set<string>();
  readonly notes = new Map<string, SetAside>();

  constructor(public disk = new MemoryDisk()) {}

  list: DatabaseStore['list'] = () =>
    Promise.resolve(
      [...this.disk.files]
        .filter(([file]) => file.endsWith('.db'))
        .map(([file, { byteLength }]) => {
          const name = file.slice(0, -'.db'.length);
          const setAside = this.notes.get(name);
          return { name, sizeBytes: byteLength, ...(setAside ? { setAside } : {}) };
        }),
    );

  open(name: string): Promise<DatabaseFiles> {
    if (this.opened.has(name)) return Promise.reject(queryError('DATABASE_IN_USE', `${name} is open.`));
    this.opened.add(name);
    return Promise.resolve({
      database: this.disk.access(`${name}.db`),
      log: this.disk.access(`${name}.db.wal`),
      release: () => {
        this.opened.delete(name);
      },
    });
  }

  borrow(name: string): Promise<File> {
    return Promise.reject(queryError('DATABASE_IN_USE', `Nobody has ${name}.`));
  }

  setAside(name: string, reason: string): Promise<string> {
    for (const ending of ['.db', '.db.wal']) {
      const bytes = this.disk.files.get(`${name}${ending}`);
      if (bytes) this.disk.files.set(`${name}.damaged${ending}`, bytes);
      this.disk.files.delete(`${name}${ending}`);
    }
    this.notes.set(`${name}.damaged`, { at: 1, reason });
    return Promise.resolve(`${name}.damaged.db`);
  }

  setAsideFiles(name: string): Promise<File[]> {
    const files = ['.db', '.db.wal'].flatMap((ending) => {
      const bytes = this.notes.has(name) ? this.disk.files.get(`${name}${ending}`) : undefined;
      return bytes ? [new File([bytes.slice()], `${name}${ending}`)] : [];
    });
    return Promise.resolve(files);
  }

  remove(name: string): Promise<void> {
    this.disk.files.delete(`${name}.db`);
    this.disk.files.delete(`${name}.db.wal`);
    return Promise.resolve();
  }

  room(): Promise<number> {
    return Promise.resolve(this.disk.quota - this.disk.usage);
  }

  serve(owner: DatabaseOwner): void {
    this.owner = owner;
  }
}
