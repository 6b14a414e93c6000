import { beforeEach, expect, test, vi } from 'vitest';
import { saidInTenSeconds } from '../protocol/testing/silent-server';

/** As where the server takes the request for it, and is silent. */
const neverComes = () => new Promise(() => undefined);
const part = { livePartAddress: '' };

beforeEach(() => {
  vi.resetModules();
  vi.doMock('./live/live', neverComes);
  vi.doMock('virtual:live-part', () => part);
});

test('scripts whose server never answers are told of within ten seconds, with what to do', async () => {
  const { loadLive } = await import('./load-live');
  await import('./trouble');
  const said = await saidInTenSeconds((origin) => {
    part.livePartAddress = `${origin}/live.js`;
    return loadLive().then(String, String);
  });
  expect(said).toMatch(/A script of the playground at .*live.js does not come.*Check that server/);
});

test('also where who explains it does not come either', async () => {
  vi.doMock('./trouble', neverComes);
  const { loadLive } = await import('./load-live');
  expect(await saidInTenSeconds(() => loadLive().then(String, String))).toContain('Their server does not answer');
});
