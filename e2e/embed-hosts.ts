import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';

/** Where a host has the build. */
export const BUILD = '/docs/build/';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** What takes time to make is made when the answer has begun. */
  body?: string | Buffer | (() => Buffer);
  /** Nothing is ever answered. */
  isSilent?: boolean;
  /** Comes in as many pieces, each so many milliseconds after the one before. */
  pieces?: { count: number; everyMs: number };
}

/** A static host on a port of its own, that can be as strict or as clumsy as a test wants it. */
export class Host {
  /** Pages, by path. */
  readonly pages = new Map<string, Answer>();
  /** Sent with every answer, also with the build's files. */
  headers: Record<string, string> = {};
  /** What is answered in place of a file of the build, or is changed of the usual answer. */
  change: (path: string, file: Buffer) => Answer | undefined = () => undefined;
  /** Paths, in the order in which they were asked for. */
  readonly asked: string[] = [];
  readonly #gone = new AbortController();

  private constructor(
    readonly origin: string,
    private readonly server: Server,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(() => {
        response.destroy();
      });
    });
  }

  /** @param name `127.0.0.1` or `localhost`, which are origins of their own. */
  static async start(name: string): Promise<Host> {
    const server = createServer();
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('Not a TCP address');
    return new Host(`http://${name}:${address.port}`, server);
  }

  get build(): string {
    return `${this.origin}${BUILD}`;
  }

  async stop(): Promise<void> {
    this.#gone.abort();
    await new Promise((closed) => {
      this.server.close(closed);
      this.server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.origin);
    this.asked.push(pathname);
    const { status = 200, headers = {}, body = '', isSilent, pieces } = await this.#find(pathname);
    if (isSilent) return;
    const type = types[extname(pathname)] ?? 'application/octet-stream';
    response.writeHead(status, { 'content-type': type, ...this.headers, ...headers });
    response.flushHeaders();
    await immediate();
    const bytes = Buffer.from(typeof body === 'function' ? body() : body);
    const size = Math.ceil(bytes.length / (pieces?.count ?? 1));
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (pieces) await pause(pieces.everyMs, undefined, { signal: this.#gone.signal });
    }
    response.end();
  }

  async #find(path: string): Promise<Answer> {
    const page = this.pages.get(path);
    if (page) return page;
    const name = path.slice(path.indexOf(BUILD) + BUILD.length);
    const file = path.includes(BUILD) ? await readFile(`${dist}${name}`).catch(() => undefined) : undefined;
    const changed = this.change(path, file ?? Buffer.alloc(0));
    if (!file) return changed ?? { status: 404, headers: { 'content-type': 'text/html' }, body: 'Not here' };
    return { body: file, ...changed };
  }
}
