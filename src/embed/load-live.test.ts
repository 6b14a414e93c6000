import { afterEach, expect, test, vi } from 'vitest';
import { loadLive } from './load-live';

// As where the server takes the request, and is silent.
vi.mock('./live/live', () => new Promise(() => undefined));
vi.mock('./trouble', () => new Promise(() => undefined));

afterEach(() => {
  vi.useRealTimers();
});

test('a server that never answers is told of within ten seconds', async () => {
  vi.useFakeTimers();
  const told = loadLive().then(String, String);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await told).toContain('does not answer');
});
