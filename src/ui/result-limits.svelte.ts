import { keep, recall } from './kept';

export const DEFAULT_LIMITS = { maxRows: 10_000_000, maxBytes: 1024 ** 3 } as const;

/** How much of a statement's result the page keeps. */
export interface Limits {
  maxRows: number;
  maxBytes: number;
  /** How long a run may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The visitor's choice, remembered between visits. */
export class ResultLimits implements Limits {
  #maxRows = $state(recallNumber('max-rows') ?? DEFAULT_LIMITS.maxRows);
  #maxBytes = $state(recallNumber('max-bytes') ?? DEFAULT_LIMITS.maxBytes);

  get maxRows(): number {
    return this.#maxRows;
  }

  set maxRows(rows: number) {
    this.#maxRows = Math.max(1, Math.floor(rows));
    keep('max-rows', String(this.#maxRows));
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  set maxBytes(bytes: number) {
    this.#maxBytes = Math.max(1, Math.floor(bytes));
    keep('max-bytes', String(this.#maxBytes));
  }
}

function recallNumber(key: 'max-rows' | 'max-bytes'): number | undefined {
  const number = Number(recall(key));
  return Number.isFinite(number) && number >= 1 ? number : undefined;
}
