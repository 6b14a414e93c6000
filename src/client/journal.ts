import type { Change } from '../protocol/change';
import type { OpenMode } from '../protocol/kept-database';

/** A file as the page keeps it, so that a new session can have it. */
export interface KeptFile {
  name: string;
  data: Blob;
  sourceUrl: string | null;
}

export type JournalEntry =
  | { kind: 'file'; file: KeptFile }
  | { kind: 'dropped-file'; name: string }
  | { kind: 'statement'; change: Change }
  /** A kept database was opened. */
  | { kind: 'database'; name: string; mode: OpenMode }
  /** From here on the namespace is there and empty. Its name is in lower case. */
  | { kind: 'reset'; namespace: string };

/** What an open transaction has done. */
interface PendingChange {
  change: Change;
  /** The reset, of a namespace that the transaction had read or changed by then, that came after it. */
  before?: JournalEntry;
}

/** Beyond this many statements or characters of SQL nothing more is kept, and a recovery says so. */
const MAX_STATEMENTS = 10_000;
const MAX_CHARACTERS = 16_000_000;

/** Files that were replaced are kept for the statements that read them, up to this many bytes in all. */
const MAX_REPLACED_BYTES = 256_000_000;

/** All that was done to the session since it was opened and that still holds, in order: what a new one is brought up with. */
export class Journal {
  #entries: JournalEntry[] = [];
  /** By namespace: what its open transaction has done so far. */
  readonly #pending = new Map<string, PendingChange[]>();
  #statementCount = 0;
  #characters = 0;
  /** Statements that were not kept, because there were too many before them. */
  dropped = 0;

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Names of the files that are there now. */
  get fileNames(): string[] {
    const names = new Set<string>();
    for (const entry of this.#entries) {
      if (entry.kind === 'file') names.add(entry.file.name);
      else if (entry.kind === 'dropped-file') names.delete(entry.name);
    }
    return [...names];
  }

  /** A file that is there now. */
  fileNamed(name: string): KeptFile | undefined {
    const last = this.#entries.findLast(
      (entry) => (entry.kind === 'file' ? entry.file.name : entry.kind === 'dropped-file' && entry.name) === name,
    );
    return last?.kind === 'file' ? last.file : undefined;
  }

  addFile(file: KeptFile): void {
    this.#forgetFile(file.name);
    this.#entries.push({ kind: 'file', file });
    this.#forgetReplaced();
  }

  dropFile(name: string): void {
    if (!this.fileNames.includes(name)) return;
    this.#forgetFile(name);
    if (this.fileNames.includes(name)) this.#entries.push({ kind: 'dropped-file', name });
  }

  openDatabase(name: string, mode: OpenMode): void {
    this.closeDatabase(name);
    this.#entries.push({ kind: 'database', name, mode });
  }

  /** What was done in its namespace goes with it. */
  closeDatabase(name: string): void {
    this.remove(
      new Set(
        this.#entries.filter((entry) => (entry.kind === 'database' ? entry.name === name : endsWith(entry, name))),
      ),
    );
  }

  changed(change: Change): void {
    if (!change.isPending) {
      this.#add(change);
      return;
    }
    // Namespaces differ by more than case.
    const namespace = change.namespace.toLowerCase();
    const pending = this.#pending.get(namespace) ?? [];
    this.#pending.set(namespace, pending);
    pending.push({ change });
  }

  transactionEnded(namespace: string, isCommitted: boolean): void {
    const pending = this.#pending.get(namespace.toLowerCase()) ?? [];
    this.#pending.delete(namespace.toLowerCase());
    if (isCommitted) for (const { change, before } of pending) this.#add(change, before);
  }

  /** What open transactions had done, and will not have done any more: their session is gone. */
  takePending(): Change[] {
    const pending = [...this.#pending.values()].flat();
    this.#pending.clear();
    return pending.map(({ change }) => change);
  }

  /**
   * The namespace is empty again: forgets what it had. Where something that holds was made of that, it has to be done again, and
   * undone, for its sake.
   */
  resetNamespace(namespace: string): void {
    // Namespaces differ by more than case.
    const name = namespace.toLowerCase();
    this.#pending.delete(name);
    const start = this.#entries.findLastIndex((entry) => entry.kind === 'reset' && entry.namespace === name) + 1;
    const since = this.#entries.slice(start);
    const overlapping = [...this.#pending.values()].filter((changes) =>
      changes.some(({ change, before }) => !before && isAbout(change, name)),
    );
    const isForgotten = (entry: JournalEntry): boolean => endsWith(entry, name);
    const reset: JournalEntry = { kind: 'reset', namespace: name };
    if (overlapping.length > 0 || since.some((entry) => hasToDoWith(entry, name) && !isForgotten(entry))) {
      this.#entries.push(reset);
      // Once it is committed, it has come before the reset: it saw the namespace as it was.
      for (const pending of overlapping.flat()) pending.before ??= reset;
      return;
    }
    // The namespace goes on being there from its first statement: others may name it.
    const first = since.findIndex(isForgotten);
    if (start === 0 && first >= 0) this.#entries.splice(first, 0, reset);
    this.remove(new Set(since.filter(isForgotten)));
  }

  /** What could not be done again has no place here any more. */
  remove(entries: ReadonlySet<JournalEntry>): void {
    this.#entries = this.#entries.filter((entry) => {
      const isGone = entries.has(entry);
      if (isGone && entry.kind === 'statement') {
        this.#statementCount--;
        this.#characters -= entry.change.sql.length;
      }
      return !isGone;
    });
  }

  /** @param before where it belongs; at the end if not given, or gone */
  #add(change: Change, before?: JournalEntry): void {
    if (change.isKept === true) return;
    if (this.#statementCount >= MAX_STATEMENTS || this.#characters + change.sql.length > MAX_CHARACTERS) {
      this.dropped++;
      return;
    }
    this.#statementCount++;
    this.#characters += change.sql.length;
    const index = before ? this.#entries.indexOf(before) : -1;
    this.#entries.splice(index < 0 ? this.#entries.length : index, 0, { kind: 'statement', change });
  }

  /** A file is needed no longer, but for the statements that have come after it. */
  #forgetFile(name: string): void {
    const lastStatement = this.#entries.findLastIndex(({ kind }) => kind === 'statement');
    this.#entries = this.#entries.filter(
      (entry, i) => i < lastStatement || entry.kind !== 'file' || entry.file.name !== name,
    );
  }

  /** Drops the oldest of the files that others have replaced, where they weigh too much. */
  #forgetReplaced(): void {
    const last = new Map<string, JournalEntry>();
    for (const entry of this.#entries) if (entry.kind === 'file') last.set(entry.file.name, entry);
    let bytes = 0;
    const kept = this.#entries.toReversed().filter((entry) => {
      if (entry.kind !== 'file' || last.get(entry.file.name) === entry) return true;
      bytes += entry.file.data.size;
      return bytes <= MAX_REPLACED_BYTES;
    });
    this.#entries = kept.toReversed();
  }
}

function hasToDoWith(entry: JournalEntry, namespace: string): boolean {
  return entry.kind === 'statement' && isAbout(entry.change, namespace);
}

/** True for a statement that was run in the namespace, or read or changed it from elsewhere. */
function isAbout({ namespace: own, touches = [] }: Change, namespace: string): boolean {
  return own.toLowerCase() === namespace || touches.includes(namespace);
}

/** True for a statement of which nothing is left when the namespace is emptied. */
function endsWith(entry: JournalEntry, namespace: string): boolean {
  if (entry.kind !== 'statement') return false;
  return entry.change.namespace.toLowerCase() === namespace && entry.change.isOutward !== true;
}
