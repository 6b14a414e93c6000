import type { EngineFile, OpenProgress } from '../protocol/session';

/** Reports at most this often, in milliseconds. */
const REPORT_EVERY_MS = 50;

/**
 * Fetches and compiles one wasm file of the engine. It comes gzipped and is unpacked here, so that its size does not depend on
 * what the host of the page compresses; compiling begins with the first bytes.
 *
 * @throws Error that says which address failed, and how.
 */
export async function loadEngine(
  file: EngineFile,
  onProgress: (progress: OpenProgress) => void,
): Promise<WebAssembly.Module> {
  const response = await fetchEngine(file.url);
  let loadedBytes = 0;
  let reportedAt = 0;
  const report = (): void => {
    onProgress({ phase: 'engine', loadedBytes, totalBytes: file.packedBytes });
  };
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      loadedBytes += chunk.byteLength;
      if (performance.now() - reportedAt >= REPORT_EVERY_MS) {
        reportedAt = performance.now();
        report();
      }
      controller.enqueue(chunk);
    },
    flush() {
      report();
      onProgress({ phase: 'compile' });
    },
  });
  report();
  const unpacked = response.pipeThrough(counted).pipeThrough(new DecompressionStream('gzip'));
  try {
    return await WebAssembly.compileStreaming(
      new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } }),
    );
  } catch (thrown) {
    const reason = String(thrown);
    throw new Error(
      reason.includes('unsafe-eval') || reason.includes('Content Security Policy')
        ? `The page's content security policy forbids the engine: send the worker's script without a policy, or with 'wasm-unsafe-eval'.`
        : `The engine at ${file.url} is damaged or incomplete: ${reason}`,
      { cause: thrown },
    );
  }
}

async function fetchEngine(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (thrown) {
    throw new Error(`The engine at ${url} could not be fetched: ${String(thrown)}`, { cause: thrown });
  }
  if (!response.ok || !response.body) {
    throw new Error(`The engine at ${url} could not be fetched: the server answered ${String(response.status)}.`);
  }
  return response.body;
}
