import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Network } from '../network';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of this machine, an origin of its own, until the test ends. */
export interface FileServer {
  origin: string;
  /** In the order in which they came. */
  requests: IncomingMessage[];
}

export async function serve(handler: Handler): Promise<FileServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        // Those that a test holds as well.
        server.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** The machine's network, as a page of `http://page.test` has it. */
export const network: Network = {
  fetch: (url, init) => fetch(url, init),
  isOnline: () => true,
  origin: 'http://page.test',
  watchPolicy: () => ({ refusal: () => Promise.resolve(undefined), end: () => undefined }),
};

/** What became of a request that has to fail. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`It succeeded: ${JSON.stringify(value)}`);
    },
    (thrown: unknown) => thrown,
  );
}
