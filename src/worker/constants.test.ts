import { afterAll, expect, test } from 'vitest';
import { demoConstants } from '../client/demo-constants';
import { QueryContext } from '../client/query-context';
import { SessionClient } from '../client/session-client';
import { nodeHost } from './testing/node-host';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
const hosts: ReturnType<typeof nodeHost>[] = [];

afterAll(() => {
  for (const { transport } of hosts) transport.close();
});

function startHost(): ReturnType<typeof nodeHost> {
  const host = nodeHost();
  hosts.push(host);
  return host;
}

test('the sessions of a demo draw the same numbers, under ids that tell them apart', async () => {
  const client = new SessionClient(() => startHost().transport, { eh: file, mvp: file }, demoConstants);
  const draw = async (): Promise<unknown> => {
    const session = await client.ready();
    const { statements } = await client.run(new QueryContext(session, 'SELECT random()::VARCHAR, uuid()::VARCHAR'));
    return [session.sessionId, statements[0]?.row(0)];
  };
  const first = await draw();
  expect(first).toEqual(['s-demo', [expect.stringMatching(/^0\.\d+$/), expect.any(String)]]);
  const [, numbers] = first as unknown[];

  await client.restart();
  expect(await draw()).toEqual(['s-demo-2', numbers]);

  hosts.at(-1)?.kill();
  expect(await draw()).toEqual(['s-demo-3', numbers]);
});
