import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the server, and what it gave. */
interface Served {
  method: string;
  path: string;
  range: string | undefined;
  authorization: string | undefined;
  /** Of the body. */
  bytes: number;
}

/**
 * Another origin, with files that anybody may read: but for those under `/closed/`, which its own pages may, and `/private/`, which are
 * given to who has the key. Those under `/ranges/` are given in parts, too, `/hidden-ranges/` without telling pages which.
 */
export class DataServer {
  static readonly KEY = 'Bearer 5ecret';

  readonly files = new Map<string, Buffer>();
  readonly served: Served[] = [];
  #server: Server | undefined;

  get origin(): string {
    const { port } = this.#server?.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Methods and paths, in order. */
  get asked(): string[] {
    return this.served.map(({ method, path }) => `${method} ${path}`);
  }

  /** All bytes that were given of files. */
  get bytes(): number {
    return this.served.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      this.#answer(request, response);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server?.close(resolve);
      this.#server?.closeAllConnections();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url: path = '', headers } = request;
    const { range, authorization } = headers;
    const given = (bytes: number) => this.served.push({ method, path, range, authorization, bytes });
    if (!path.startsWith('/closed/')) response.setHeader('Access-Control-Allow-Origin', '*');
    if (method === 'OPTIONS') {
      given(0);
      response.writeHead(204, { 'Access-Control-Allow-Headers': 'Authorization, Range' }).end();
      return;
    }
    const file = this.files.get(path);
    const isRefused = path.startsWith('/private/') && authorization !== DataServer.KEY;
    const part = /^bytes=(\d+)-(\d+)$/.exec(path.includes('ranges/') ? (range ?? '') : '');
    if (!file || isRefused) {
      given(0);
      response.writeHead(isRefused ? 401 : 404).end();
    } else if (part) {
      const bytes = file.subarray(Number(part[1]), Number(part[2]) + 1);
      given(bytes.length);
      if (!path.startsWith('/hidden-ranges/'))
        response.setHeader('Access-Control-Expose-Headers', 'Content-Range, ETag');
      response
        .writeHead(206, { 'Content-Range': `bytes ${part[1]}-${Number(part[1]) + bytes.length - 1}/${file.length}` })
        .end(bytes);
    } else {
      given(file.length);
      response.writeHead(200, { 'Content-Length': file.length }).end(file);
    }
  }
}
