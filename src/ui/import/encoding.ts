/** The encodings of text that the engine reads, in its words; `''` is UTF-8. */
export type Encoding = '' | 'utf-16' | 'latin-1';

export const ENCODING_NAMES: Record<Encoding, string> = { '': 'UTF-8', 'utf-16': 'UTF-16', 'latin-1': 'Latin-1' };

/** How much of a text is looked at, in bytes. */
const HEAD_BYTES = 1 << 20;

/** What a text seems to be encoded in, by its beginning. The engine takes all for UTF-8 that is not said to be something else. */
export async function encodingOf(text: Blob): Promise<Encoding> {
  const head = new Uint8Array(await text.slice(0, HEAD_BYTES).arrayBuffer());
  const [first = 0, second = 0] = head;
  // Little-endian alone is read. Text of most languages has letters of ASCII, of which every second byte is zero then.
  if ((first === 0xff && second === 0xfe) || (head.length > 1 && first !== 0 && second === 0)) return 'utf-16';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return '';
  } catch {
    return 'latin-1';
  }
}
