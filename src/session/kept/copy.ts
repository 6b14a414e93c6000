import type { FileAccess } from './file-access';

const PART_BYTES = 8 * 1024 * 1024;

/** A file's bytes as they are now, out of this thread's memory part by part. */
export function copyOf(file: FileAccess): Blob {
  const parts: Blob[] = [];
  const size = file.getSize();
  for (let at = 0; at < size; at += PART_BYTES) {
    const part = new Uint8Array(Math.min(PART_BYTES, size - at));
    file.read(part, { at });
    parts.push(new Blob([part]));
  }
  return new Blob(parts, { type: 'application/octet-stream' });
}
