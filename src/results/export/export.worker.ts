/** Writes one file beside the page. */
import type { DataType } from '../../protocol/data-type';
import { readBatch } from '../column-reader';
import { exportFormats, type Exporter, type Piece } from './export-format';
import { createExporter } from './exporters';
import type { ExportAnswer, ExportOrder } from './export-message';

declare const self: DedicatedWorkerGlobalScope;

/** Pieces are folded into a Blob, which a browser may keep on disk. */
const FOLDED_BYTES = 8 * 1024 * 1024;

let exporter: Exporter | undefined;
let types: DataType[] = [];
let mime = '';
const blobs: Blob[] = [];
let pieces: Piece[] = [];
let pieceBytes = 0;
let byteCount = 0;

let before: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ExportOrder>) => {
  // In their order, also where one takes a while.
  before = before
    .then(() => follow(data))
    .catch((thrown: unknown) => {
      answer({ type: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
    });
};

async function follow(order: ExportOrder): Promise<void> {
  switch (order.type) {
    case 'begin':
      exporter = await createExporter(order.format, order.columns, order.options);
      types = order.columns.map(({ type }) => type);
      mime = exportFormats[order.format].mime;
      return;
    case 'rows': {
      const { batch } = order;
      keep(exporter?.write({ rowCount: batch.rowCount, columns: readBatch(types, batch) }) ?? []);
      answer({ type: 'taken', byteCount });
      return;
    }
    case 'end':
      keep((await exporter?.finish()) ?? []);
      answer({ type: 'file', file: new Blob([...blobs, ...pieces], { type: mime }) });
      return;
    default:
      order satisfies never;
  }
}

function keep(more: readonly Piece[]): void {
  for (const piece of more) {
    pieces.push(piece);
    pieceBytes += piece.length;
    byteCount += piece.length;
  }
  if (pieceBytes < FOLDED_BYTES) return;
  blobs.push(new Blob(pieces));
  pieces = [];
  pieceBytes = 0;
}

function answer(message: ExportAnswer): void {
  self.postMessage(message);
}
