import { DataServer } from './data-server';
import { test as base } from './fixtures';

export { expect } from './fixtures';

/** With a server of another origin that has data. */
export const test = base.extend<{ server: DataServer }>({
  server: async ({}, use) => {
    const server = new DataServer();
    await server.start();
    await use(server);
    await server.stop();
  },
  otherOrigins: async ({ server }, use) => use([server.origin]),
});
