import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** @type {Record<string, string>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * A plain static server on the loopback interface: no special headers, no rewriting, as the humblest host would do it.
 *
 * @param {{ folder: string; basePath?: string; port?: number }} options `basePath` starts and ends in `/`; `port` 0, the
 *   default, lets the system choose.
 * @returns {Promise<{ port: number; close: () => Promise<void> }>} Rejects when the port is taken.
 */
export function serveFolder({ folder, basePath = '/', port = 0 }) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(404).end();
    });
  });

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(basePath)) throw new Error('Outside of the base path');
    const name = decodeURIComponent(pathname.slice(basePath.length));
    const path = normalize(join(folder, name === '' || name.endsWith('/') ? `${name}index.html` : name));
    if (!path.startsWith(normalize(folder + sep))) throw new Error('Outside of the folder');
    const status = await stat(path);
    if (!status.isFile()) throw new Error('Not a file');
    // Names in assets/ carry a hash of their content.
    const caching = pathname.startsWith(`${basePath}assets/`) ? 'max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, {
      'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'Content-Length': status.size,
      'Cache-Control': caching,
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(path), response);
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('Not a TCP address');
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}
