import { fileError } from './file-error';
import { JsonCursor, JsonFault } from './json-cursor';
import type { JsonLayout } from './json-regions';
import { unpackedStream } from './unpacked';

/** What of a file is looked at. */
const HEAD_BYTES = 1 << 20;

/**
 * How values follow each other in a file, whatever its name says.
 *
 * @param isLines what it is taken for when its beginning does not tell
 * @throws QueryError `FILE_ERROR` when there are none
 */
export async function jsonLayout(file: Blob, isLines: boolean): Promise<JsonLayout> {
  const head = await headOf(file);
  refuseWideText(head);
  const cursor = new JsonCursor(head, head[0] === 0xef ? 3 : 0, head.length);
  cursor.skipSpace();
  if (cursor.at >= head.length) throw fileError('This file is empty.', 'Nothing is in it but space.');
  const first = head[cursor.at];
  if (first === 0x3c) {
    throw fileError('This is HTML or XML, no JSON.', 'A server may have answered with a page: look into the file.');
  }
  const isArray = first === 0x5b;
  const lineEnd = head.indexOf(0x0a, cursor.at);
  const isWholeLine = isValue(new JsonCursor(head, cursor.at, lineEnd < 0 ? head.length : lineEnd));
  if (!isWholeLine) return isArray ? 'array' : isLines ? 'lines' : 'values';
  // An array on the only line holds the records; arrays on several lines are records.
  return isArray && isOnlyLine(head, lineEnd) ? 'array' : 'lines';
}

function isValue(cursor: JsonCursor): boolean {
  try {
    cursor.skipValue();
    return cursor.kind() === 'end';
  } catch (thrown) {
    if (thrown instanceof JsonFault) return false;
    throw thrown;
  }
}

function isOnlyLine(head: Uint8Array, lineEnd: number): boolean {
  if (lineEnd < 0) return true;
  const rest = new JsonCursor(head, lineEnd, head.length);
  rest.skipSpace();
  return rest.at >= head.length;
}

async function headOf(file: Blob): Promise<Uint8Array> {
  const reader = (await unpackedStream(file)).getReader();
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      head.set(value.subarray(0, HEAD_BYTES - length), length);
      length += value.length;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return head.subarray(0, Math.min(length, HEAD_BYTES));
}

function refuseWideText([first, second, third]: Uint8Array): void {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || first === 0 || (second === 0 && third !== 0)) {
    throw fileError('This file is in UTF-16, or no text at all.', 'Save it as UTF-8.');
  }
}
