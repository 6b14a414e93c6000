import { expect, test } from 'vitest';
import { saidInTenSeconds } from '../protocol/testing/silent-server';
import { WatchedWorker } from './worker-watch';

test('a worker whose server never answers is told of within ten seconds, with what to do', async () => {
  const worker = Object.assign(new EventTarget(), { terminate: () => undefined }) as unknown as Worker;
  const said = await saidInTenSeconds(
    (origin) =>
      new Promise((resolve) => {
        new WatchedWorker(worker, `${origin}/worker.js`).listen(() => undefined, resolve);
      }),
  );
  expect(said).toMatch(/The worker at .*worker.js does not come: its server has not answered.*Check that server/);
});
