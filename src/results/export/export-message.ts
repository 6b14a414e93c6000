import type { Batch } from '../../protocol/batch';
import type { Column } from '../../protocol/query';
import type { ExportFormat, ExportOptions } from './export-format';

/** What the page tells the worker that writes a file: `begin` once, then `rows`, then `end`. Each is answered. */
export type ExportOrder =
  | { type: 'begin'; format: ExportFormat; columns: readonly Column[]; options: ExportOptions }
  | { type: 'rows'; batch: Batch }
  | { type: 'end' };

export type ExportAnswer =
  | { type: 'taken'; byteCount: number }
  | { type: 'file'; file: Blob }
  /** The format cannot hold a value, or a library could not be loaded. */
  | { type: 'failed'; message: string };
