import type { Batch } from '../protocol/batch';

interface ViewType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
}

/** Walks a batch's table of contents: nodes depth first, the buffers of each in order. */
export class BatchCursor {
  #at = 0;

  constructor(private readonly batch: Batch) {}

  /** Enters the next node and gives its length in values. */
  enter(): number {
    return this.batch.layout[this.#at++] ?? 0;
  }

  /** The node's next buffer. */
  take<T>(View: ViewType<T>): T {
    const byteOffset = this.batch.layout[this.#at++] ?? 0;
    const byteLength = this.batch.layout[this.#at++] ?? 0;
    return new View(this.batch.body, byteOffset, byteLength / View.BYTES_PER_ELEMENT);
  }
}
