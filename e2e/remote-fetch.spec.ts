import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test as base, type JSHandle } from '@playwright/test';
import { rolldown } from 'rolldown';

/** What only a browser does to a request: who may read what, which policy forbids it, how little a redirect tells. */

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
interface Outcome {
  text?: string;
  url?: string;
  message?: string;
  hint?: string;
}

interface Server {
  origin: string;
  requests: IncomingMessage[];
  close: () => Promise<void>;
}

async function serve(handler: Handler): Promise<Server> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const WORKER = `
  import { fetchFile } from './remote.js';
  onmessage = async ({ data: { address, options } }) => {
    try {
      const { data, url } = await fetchFile(address, options);
      postMessage({ text: await data.text(), url });
    } catch (thrown) {
      postMessage(thrown.detail ?? { message: 'Not named: ' + thrown });
    }
  };
`;

const test = base.extend<
  {
    policy: string;
    hosts: (handler: Handler) => Promise<Server>;
    bring: (address: string, headers?: object) => Promise<Outcome>;
  },
  { script: string }
>({
  policy: ['', { option: true }],

  script: [
    async ({}, use) => {
      const bundle = await rolldown({ input: fileURLToPath(new URL('../src/remote/fetch-file.ts', import.meta.url)) });
      const { output } = await bundle.generate({ format: 'esm' });
      await bundle.close();
      await use(output[0].code);
    },
    { scope: 'worker' },
  ],

  hosts: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (handler) => {
      const server = await serve(handler);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },

  bring: async ({ page, hosts, policy, script }, use) => {
    const { origin } = await hosts(({ url }, response) => {
      if (policy !== '') response.setHeader('Content-Security-Policy', policy);
      const isScript = url?.endsWith('.js') === true;
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      response.end(url === '/remote.js' ? script : url === '/worker.js' ? WORKER : '<!doctype html>');
    });
    await page.goto(origin);
    const worker = await page.evaluateHandle(() => new Worker('/worker.js', { type: 'module' }));
    await use((address, headers = {}) => ask(worker, { address, options: { headers } }));
  },
});

function ask(worker: JSHandle<Worker>, request: object): Promise<Outcome> {
  return worker.evaluate(
    (there, question) =>
      new Promise<Outcome>((resolve) => {
        there.onmessage = ({ data }: MessageEvent<Outcome>) => {
          resolve(data);
        };
        there.postMessage(question);
      }),
    request,
  );
}

const CSV = 'a,b\n1,2\n';

/** Lets every page read its files, and send this header. */
function allow(response: ServerResponse): ServerResponse {
  return response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', 'X-Key');
}

test('a server that lets other pages read gives its file', async ({ hosts, bring }) => {
  const { origin } = await hosts((_, response) => allow(response).end(CSV));
  expect(await bring(`${origin}/x.csv`)).toEqual({ text: CSV, url: `${origin}/x.csv` });
});

test('what another origin packs for its way is not held to be of a wrong length', async ({ hosts, bring }) => {
  const { origin } = await hosts((_, response) => {
    const packed = gzipSync(CSV);
    allow(response).writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.byteLength }).end(packed);
  });
  expect((await bring(`${origin}/x.csv`)).text).toBe(CSV);
});

test('a server that does not is told from one that is not there', async ({ hosts, bring }) => {
  const { origin, close } = await hosts((_, response) => response.end(CSV));
  expect((await bring(`${origin}/x.csv`)).message).toBe(
    `The server of ${origin}/x.csv is there, but does not let other pages read its files (CORS).`,
  );
  await close();
  expect((await bring(`${origin}/x.csv`)).message).toBe(
    `The host ${new URL(origin).host} cannot be reached: ${origin}/x.csv was not fetched.`,
  );
});

test('a redirect in a circle is named', async ({ hosts, bring }) => {
  const { origin } = await hosts((_, response) => allow(response).writeHead(302, { Location: '/x.csv' }).end());
  expect((await bring(`${origin}/x.csv`)).message).toContain('redirects in a circle');
});

test('a file that is cut off is no file', async ({ hosts, bring }) => {
  const { origin } = await hosts((_, response) => {
    allow(response).writeHead(200, { 'Content-Length': 100 });
    response.write(CSV, () => response.destroy());
  });
  expect((await bring(`${origin}/x.csv`)).message).toMatch(/was cut off after \d+ bytes of 100 bytes\./);
});

test('headers reach their origin, and no other by a redirect', async ({ hosts, bring }) => {
  const elsewhere = await hosts((_, response) => allow(response).end(CSV));
  const { origin, requests } = await hosts(({ url, method }, response) => {
    if (method === 'OPTIONS') allow(response).writeHead(204).end();
    else if (url === '/here.csv') allow(response).end(CSV);
    else
      allow(response)
        .writeHead(302, { Location: url === '/x.csv' ? '/here.csv' : `${elsewhere.origin}/y.csv` })
        .end();
  });
  expect(await bring(`${origin}/x.csv`, { 'X-Key': '5ecret' })).toEqual({ text: CSV, url: `${origin}/here.csv` });
  expect(requests.at(-1)?.headers['x-key']).toBe('5ecret');
  expect(await bring(`${origin}/away.csv`, { 'X-Key': '5ecret' })).toEqual({
    text: CSV,
    url: `${elsewhere.origin}/y.csv`,
  });
  expect(elsewhere.requests.map(({ headers }) => headers['x-key'])).toEqual([undefined]);
});

test.describe('under a policy', () => {
  test.use({ policy: "connect-src 'self'" });

  test('an address that it forbids is told with what it needs', async ({ hosts, bring }) => {
    const { origin, requests } = await hosts((_, response) => allow(response).end(CSV));
    const { message, hint } = await bring(`${origin}/x.csv`);
    expect(message).toBe(`The content security policy of this page forbids to fetch ${origin}/x.csv (connect-src).`);
    expect(hint).toContain(`connect-src ${origin}`);
    expect(requests).toEqual([]);
  });
});

test('a browser that is offline says so', async ({ context, hosts, bring }) => {
  const { origin } = await hosts((_, response) => allow(response).end(CSV));
  expect((await bring(`${origin}/x.csv`)).text).toBe(CSV);
  await context.setOffline(true);
  expect((await bring(`${origin}/x.csv`)).message).toBe(
    `The address ${origin}/x.csv cannot be fetched: the browser is offline.`,
  );
});
