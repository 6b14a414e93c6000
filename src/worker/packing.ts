/** How a file of the build arrives: as it lies there, or unpacked on its way by a host that declared it as packed. */
export type Packing = 'gzip' | 'wasm' | 'other';

type Bytes = Uint8Array<ArrayBuffer>;

const MAGIC: [Packing, number[]][] = [
  ['gzip', [0x1f, 0x8b]],
  ['wasm', [0x00, 0x61, 0x73, 0x6d]],
];

/** Looks at the first bytes of a stream; `whole` still has them. */
export async function peekPacking(
  body: ReadableStream<Bytes>,
): Promise<{ packing: Packing; whole: ReadableStream<Bytes> }> {
  const reader = body.getReader();
  const { value: first } = await reader.read();
  const known = MAGIC.find(([, magic]) => magic.every((byte, index) => first?.[index] === byte));
  const whole = new ReadableStream<Bytes>({
    start(controller) {
      if (first) controller.enqueue(first);
      else controller.close();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { packing: known?.[0] ?? 'other', whole };
}
