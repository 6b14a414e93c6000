import { fetchBuildFile, policyHere, steady, Unreachable, type BuildFile } from '../protocol/build-file';
import type { EngineFile, OpenProgress } from '../protocol/session';
import { messageSchedule } from '../session/time-slice';
import { peekPacking } from './packing';

/** Reports at most this often, in milliseconds, and lets the worker's other tasks have their turn. */
const REPORT_EVERY_MS = 50;

/** So long its server may take until it begins to answer, in milliseconds. Nothing else was waited for before. */
const ANSWER_MS = 8000;

/** The smallest module there is: its magic number and its version. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * Tries whether anything may be compiled here, before megabytes are fetched for it.
 *
 * @throws Error that says what forbids it.
 */
export async function requireWebAssembly(): Promise<void> {
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch (thrown) {
    const where = "script-src … 'wasm-unsafe-eval'";
    throw new Error(
      `${policyHere()} forbids WebAssembly, which the engine is. It needs: ${where}. (If there is no such policy, this browser has WebAssembly turned off.)`,
      { cause: thrown },
    );
  }
}

/**
 * Fetches and compiles one wasm file of the engine. It comes gzipped and is unpacked here, so that its size does not depend on
 * what the host of the page compresses; a host that has it unpacked on its way is fine too. Compiling begins with the first bytes.
 *
 * @throws Error that says which address failed, and how.
 */
export async function loadEngine(
  engine: EngineFile,
  onProgress: (progress: OpenProgress) => void,
): Promise<WebAssembly.Module> {
  const file: BuildFile = { what: 'The engine', address: engine.url };
  const { body } = await fetchBuildFile(file, ANSWER_MS);
  if (!body) throw notTheEngine(file);
  const { packing, whole } = await peekPacking(steady(file, body));
  if (packing === 'other') {
    void whole.cancel();
    throw notTheEngine(file);
  }
  const isPacked = packing === 'gzip';
  const counted = whole.pipeThrough(counting(isPacked ? engine.packedBytes : engine.unpackedBytes, onProgress));
  const wasm = isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  try {
    return await WebAssembly.compileStreaming(new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } }));
  } catch (thrown) {
    if (thrown instanceof Unreachable) throw thrown;
    throw new Error(`The engine at ${engine.url} is damaged or incomplete: ${String(thrown)}`, { cause: thrown });
  }
}

function counting(
  totalBytes: number,
  onProgress: (progress: OpenProgress) => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let loadedBytes = 0;
  let reportedAt = 0;
  const schedule = messageSchedule();
  const report = (): void => {
    onProgress({ phase: 'engine', loadedBytes, totalBytes });
  };
  return new TransformStream({
    start: report,
    async transform(chunk, controller) {
      loadedBytes += chunk.byteLength;
      if (performance.now() - reportedAt >= REPORT_EVERY_MS) {
        report();
        // Bytes that are there already come without a task between them. A worker whose page is left needs one to end in: Chromium
        // (156) breaks off what has none for two seconds, and if that is a stream, the next page's process goes with it.
        await new Promise<void>(schedule);
        reportedAt = performance.now();
      }
      controller.enqueue(chunk);
    },
    flush() {
      report();
      onProgress({ phase: 'compile' });
    },
  });
}

function notTheEngine({ address }: BuildFile): Error {
  return new Error(
    `What the server sends for ${address} is not the engine: often a page in place of a file that is not there. Copy the whole folder of the build, its assets/ included.`,
  );
}
