import { expect, test, vi } from 'vitest';
import { saidInTenSeconds } from '../protocol/testing/silent-server';
import { WatchedWorker } from './worker-watch';

const silentWorker = (): Worker =>
  Object.assign(new EventTarget(), { terminate: () => undefined }) as unknown as Worker;

test('a worker whose server never answers is told of within ten seconds, with what to do', async () => {
  const said = await saidInTenSeconds(
    (origin) =>
      new Promise((resolve) => {
        new WatchedWorker(silentWorker(), `${origin}/worker.js`).listen(() => undefined, resolve);
      }),
  );
  expect(said).toMatch(/The worker at .*worker.js does not come: its server has not answered.*Check that server/);
});

test('a worker whose script is there has time to begin, and is told of in the end', async () => {
  const page = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener'] as const) vi.stubGlobal(name, page[name].bind(page));
  vi.stubGlobal('document', page);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const onDeath = vi.fn();
  new WatchedWorker(silentWorker(), 'data:text/javascript,').listen(() => undefined, onDeath);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(onDeath).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onDeath).toHaveBeenCalledWith(expect.stringContaining('did not start'));
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
