import { httpError, shown } from './address';
import { chunksOf, type Answer } from './answer';
import type { Network } from './network';
import { ask, type RequestOptions } from './request';

/** What tells one state of a file from another; null where the server does not say, or not to pages of others. */
interface Version {
  size: number;
  etag: string | null;
  lastModified: string | null;
}

/** A file that stays on its server and is read in parts, by HTTP ranges. Made by `openRanges`. */
export class RangeSource {
  readonly #version: Version;
  #hasChanged = false;

  /** @param options but for their signal, which is of the opening alone; headers are looked up each time */
  constructor(
    private readonly address: string,
    version: Version,
    private readonly options: RequestOptions,
    private readonly network?: Network,
  ) {
    this.#version = version;
  }

  /** True once it was found out that the server has another file by now. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** In bytes. */
  get size(): number {
    return this.#version.size;
  }

  /**
   * The bytes from `start` up to `end`, which is not among them, as far as the file has them.
   *
   * @throws QueryError `HTTP_ERROR` where they cannot be had, or the file has changed since it was opened; the reason of the signal
   */
  async slice(start: number, end = this.size, signal?: AbortSignal): Promise<ArrayBuffer> {
    const from = Math.max(0, start);
    const to = Math.min(end, this.size);
    if (from >= to) return new ArrayBuffer(0);
    const range = `bytes=${from}-${to - 1}`;
    return ask(
      this.address,
      { ...this.options, signal },
      { range, accepted: [200, 206, 416] },
      (answer) => this.#receive(answer, from, to),
      this.network,
    );
  }

  async #receive(answer: Answer, start: number, end: number): Promise<ArrayBuffer> {
    const { url, response } = answer;
    if (response.status === 416 || !isSame(this.#version, versionOf(response))) {
      this.#hasChanged = true;
      throw changed(url);
    }
    const range = response.status === 206 ? rangeOf(response) : null;
    if (range?.start !== start || range.end !== end) throw otherRange(url);
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    for await (const chunk of chunksOf(answer)) {
      if (filled + chunk.byteLength > bytes.byteLength) throw otherRange(url);
      bytes.set(chunk, filled);
      filled += chunk.byteLength;
    }
    if (filled < bytes.byteLength) throw otherRange(url);
    return bytes.buffer;
  }
}

/**
 * Opens a file to be read in parts.
 *
 * @returns null where the server gives it only whole, or does not let this page see which part it gives (`Content-Range`): then `fetchFile`
 * @throws QueryError `HTTP_ERROR` where it cannot be had at all; the reason of the signal
 */
export async function openRanges(
  address: string,
  options: RequestOptions = {},
  network?: Network,
): Promise<RangeSource | null> {
  return ask(
    address,
    options,
    { range: 'bytes=0-0', accepted: [200, 203, 206, 416] },
    async (answer) => {
      const { response } = answer;
      const range = response.status === 206 ? rangeOf(response) : null;
      const version = versionOf(response);
      if (range?.start !== 0 || range.end !== 1 || version === null || isPacked(response)) return null;
      let count = 0;
      for await (const { byteLength } of chunksOf(answer)) {
        count += byteLength;
        if (count > 1) return null;
      }
      return count === 1 ? new RangeSource(address, version, options, network) : null;
    },
    network,
  );
}

interface Range {
  start: number;
  /** Not in it. */
  end: number;
  size: number;
}

/** Parts of what is packed cannot be unpacked. */
function isPacked({ headers }: Response): boolean {
  return (headers.get('content-encoding') ?? 'identity') !== 'identity';
}

function rangeOf({ headers }: Response): Range | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  return match ? { start: Number(match[1]), end: Number(match[2]) + 1, size: Number(match[3]) } : null;
}

function versionOf(response: Response): Version | null {
  const range = rangeOf(response);
  const { headers } = response;
  return range && { size: range.size, etag: headers.get('etag'), lastModified: headers.get('last-modified') };
}

function isSame(version: Version, other: Version | null): boolean {
  // An answer with a part that cannot be told is looked at next.
  if (other === null) return true;
  return other.size === version.size && other.etag === version.etag && other.lastModified === version.lastModified;
}

function changed(url: URL): Error {
  return httpError(
    url,
    `The file at ${shown(url.href)} has changed while it was read.`,
    'Run the statement again: it then reads the new file from its beginning.',
  );
}

function otherRange(url: URL): Error {
  return httpError(
    url,
    `The server of ${shown(url.href)} gives another part of the file than it was asked for.`,
    'Download the file and drop it on the page: its server cannot be read in parts.',
  );
}
