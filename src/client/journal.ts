import type { Change } from '../protocol/change';

/** A file as the page keeps it, so that a new session can have it. */
export interface KeptFile {
  name: string;
  data: Blob;
  sourceUrl: string | null;
}

export type JournalEntry =
  { kind: 'file'; file: KeptFile } | { kind: 'dropped-file'; name: string } | { kind: 'statement'; change: Change };

/** Beyond this many statements or characters of SQL nothing more is kept, and a recovery says so. */
const MAX_STATEMENTS = 10_000;
const MAX_CHARACTERS = 16_000_000;

/** Statements that change more than their namespace: other databases, and what holds for the whole session. */
const REACHING_OUT = /^\s*(?:attach|detach|load|install|(?:re)?set\s+global|copy|export)\b/i;

/** Files that were replaced are kept for the statements that read them, up to this many bytes in all. */
const MAX_REPLACED_BYTES = 256_000_000;

/** All that was done to the session since it was opened and that still holds, in order: what a new one is brought up with. */
export class Journal {
  #entries: JournalEntry[] = [];
  /** By namespace: what its open transaction has done so far. */
  readonly #pending = new Map<string, Change[]>();
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

  changed(change: Change): void {
    if (!change.isPending) {
      this.#append(change);
      return;
    }
    // Namespaces differ by more than case.
    const namespace = change.namespace.toLowerCase();
    const pending = this.#pending.get(namespace) ?? [];
    this.#pending.set(namespace, pending);
    pending.push(change);
  }

  transactionEnded(namespace: string, isCommitted: boolean): void {
    const pending = this.#pending.get(namespace.toLowerCase()) ?? [];
    this.#pending.delete(namespace.toLowerCase());
    if (isCommitted) for (const change of pending) this.#append(change);
  }

  /** What was done in a namespace is done no more, but for what reaches out of it. */
  namespaceReset(namespace: string): void {
    this.#pending.delete(namespace.toLowerCase());
    const isGone = (entry: JournalEntry): boolean =>
      entry.kind === 'statement' &&
      entry.change.namespace.toLowerCase() === namespace.toLowerCase() &&
      !REACHING_OUT.test(entry.change.sql);
    this.remove(new Set(this.#entries.filter(isGone)));
  }

  /** What open transactions had done, and will not have done any more: their session is gone. */
  takePending(): Change[] {
    const pending = [...this.#pending.values()].flat();
    this.#pending.clear();
    return pending;
  }

  /** What could not be done again has no place here any more. */
  remove(entries: ReadonlySet<JournalEntry>): void {
    this.#entries = this.#entries.filter((entry) => !entries.has(entry));
  }

  #append(change: Change): void {
    if (this.#statementCount >= MAX_STATEMENTS || this.#characters + change.sql.length > MAX_CHARACTERS) {
      this.dropped++;
      return;
    }
    this.#statementCount++;
    this.#characters += change.sql.length;
    this.#entries.push({ kind: 'statement', change });
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
