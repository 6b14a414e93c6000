import type { Batch } from '../../protocol/batch';
import type { Column } from '../../protocol/query';
import type { ExportAnswer, ExportOrder } from './export-message';
import type { ExportFormat, ExportOptions } from './export-format';

/** The part of a worker that a job needs. */
export interface ExportWorker {
  postMessage(order: ExportOrder): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<ExportAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  resolve: (answer: ExportAnswer) => void;
  reject: (reason: unknown) => void;
}

/** One file being written, in a worker of its own that ends with it. */
export class ExportJob {
  /** Bytes written so far. */
  byteCount = 0;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  constructor(
    private readonly worker: ExportWorker,
    format: ExportFormat,
    columns: readonly Column[],
    options: ExportOptions,
  ) {
    worker.onmessage = ({ data }) => {
      if (data.type === 'failed') this.#end(new Error(data.message));
      else {
        if (data.type === 'taken') this.byteCount = data.byteCount;
        this.#waiting.shift()?.resolve(data);
      }
    };
    worker.onerror = (event) => {
      this.#end(new Error(`The file could not be written: ${event.message || 'its worker could not be loaded.'}`));
    };
    // What is cloned must be plain.
    worker.postMessage({ type: 'begin', format, columns, options });
  }

  /** Why it ended before its file was finished. */
  get failure(): Error | undefined {
    return this.#ended;
  }

  /** Adds rows; resolves when they are written. The batch is copied: it may be held and shown meanwhile. @throws Error */
  async write(batch: Batch): Promise<void> {
    await this.#order({ type: 'rows', batch });
  }

  /** The finished file. @throws Error */
  async finish(): Promise<Blob> {
    const answer = await this.#order({ type: 'end' });
    this.worker.terminate();
    if (answer.type !== 'file') throw new Error('The file was not finished.');
    return answer.file;
  }

  /** Ends the worker; what waits for it rejects with an `AbortError`. */
  cancel(): void {
    this.#end(new DOMException('The export was stopped.', 'AbortError'));
  }

  #order(order: ExportOrder): Promise<ExportAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.worker.postMessage(order);
    });
  }

  #end(reason: Error): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
