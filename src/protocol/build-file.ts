/** Fetches files of the build, for page and worker alike, and says in words for who serves them why one cannot be had. */

/**
 * So long a server may take until it begins to answer, in milliseconds, where its silence was the reason to ask. What is wrong is
 * to be told within ten seconds of its beginning.
 */
const ANSWER_MS = 4500;

/** So long an answer may stand still on its way, in milliseconds: a slow line is no failure. */
const STALL_MS = 30_000;

/** What is fetched. */
export interface BuildFile {
  /** As sentences begin: `The engine`. */
  what: string;
  /** Absolute. */
  address: string;
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  /** @param isByPolicy whether a content security policy forbids to connect to it. */
  constructor(
    message: string,
    readonly isByPolicy = false,
  ) {
    super(message);
  }
}

/**
 * A file's answer, when it begins.
 *
 * @param patienceMs so long it may take
 * @throws Unreachable within seconds: the server does not answer, refuses, or is not allowed to.
 */
export async function fetchBuildFile(file: BuildFile, patienceMs = ANSWER_MS): Promise<Response> {
  const refusals: string[] = [];
  const onRefusal = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (file.address.startsWith(blockedURI)) refusals.push(effectiveDirective);
  };
  addEventListener('securitypolicyviolation', onRefusal);
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort();
  }, patienceMs);
  try {
    const response = await fetch(file.address, { signal: silence.signal });
    if (response.ok) return response;
    throw new Unreachable(
      `${file.what} is not at ${file.address}: the server answered ${response.status}. Copy the whole folder of the build, its assets/ included.`,
    );
  } catch (thrown) {
    if (thrown instanceof Unreachable) throw thrown;
    if (silence.signal.aborted) throw new Unreachable(silent(file, patienceMs));
    // The event comes after the refusal.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [directive] = refusals;
    if (directive !== undefined) throw new Unreachable(forbidden(file, directive), true);
    throw new Unreachable(await whyRefused(file));
  } finally {
    clearTimeout(timer);
    removeEventListener('securitypolicyviolation', onRefusal);
  }
}

/**
 * The bytes of an answer, as they come.
 *
 * @throws Unreachable where they stop half-way.
 */
export function steady(
  file: BuildFile,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(
            new Unreachable(
              `${file.what} stopped coming half-way, from ${file.address}. Check the connection, then retry.`,
            ),
          );
        }, STALL_MS);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), stalled]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (thrown) {
        void reader.cancel();
        throw thrown;
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * Why the browser cannot have a file that it loads by itself, such as a script: fetches it to its end, however slowly it comes.
 *
 * @returns undefined where nothing is wrong with it, or a policy does not let us look.
 */
export async function whyUnreachable(file: BuildFile): Promise<string | undefined> {
  try {
    const response = await fetchBuildFile(file);
    const type = response.headers.get('content-type') ?? '';
    if (!/javascript/i.test(type)) {
      void response.body?.cancel();
      return `${file.what} at ${file.address} is sent as “${type}”: scripts have to be sent as text/javascript. Check that the file is there.`;
    }
    if (response.body) await steady(file, response.body).pipeTo(new WritableStream());
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Unreachable) return thrown.isByPolicy ? undefined : thrown.message;
    return `${file.what} stopped coming half-way, from ${file.address}: ${String(thrown)}`;
  }
}

/** @returns what a policy's directive has to list for this address. */
export function sourceOf(address: string): string {
  const { origin } = new URL(address);
  return origin === self.origin ? "'self'" : origin;
}

/** The policy that rules here: a worker that was loaded by an address has the one that was sent with its script. */
export function policyHere(): string {
  const isPages = typeof document !== 'undefined' || location.protocol === 'blob:';
  return isPages
    ? "The page's content security policy"
    : "The content security policy that is sent with the worker's script";
}

function forbidden({ what, address }: BuildFile, directive: string): string {
  return `${policyHere()} forbids to fetch ${what.toLowerCase()} at ${address} (${directive}). It needs: ${directive} ${sourceOf(address)}.`;
}

function silent({ what, address }: BuildFile, patienceMs: number): string {
  return `${what} at ${address} does not come: its server has not answered for ${patienceMs / 1000} seconds. Check that server, and what stands between (a proxy, a blocker), then retry.`;
}

/** A browser tells no more than that it failed. What it may not read it can still fetch. */
async function whyRefused({ what, address }: BuildFile): Promise<string> {
  const isThere = await fetch(address, { mode: 'no-cors', signal: AbortSignal.timeout(ANSWER_MS) }).then(
    () => true,
    () => false,
  );
  const { origin } = new URL(address);
  return isThere && origin !== self.origin
    ? `${what} at ${address} may not be read by this page: its server has to send “Access-Control-Allow-Origin: *” with all files of the build. Or serve them from the page's own origin.`
    : `${what} at ${address} could not be fetched: the server cannot be reached, or something blocks it (an offline browser, a blocker, http: on a page of https:). Then retry.`;
}
