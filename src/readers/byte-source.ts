/** Bytes that are read in parts, wherever they lie. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** The bytes from `start` up to `end`, which is not among them, as far as there are any. */
  slice(start: number, end: number, signal?: AbortSignal): Promise<ArrayBuffer>;
}

export function blobSource(blob: Blob): ByteSource {
  return { size: blob.size, slice: (start, end) => blob.slice(start, end).arrayBuffer() };
}
