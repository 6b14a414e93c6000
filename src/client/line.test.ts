import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HostMessage } from '../protocol/message';
import { Line } from './line';
import { FakeHost, sessionInfo } from './testing/fake-host';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const host = new FakeHost();
  const heard: string[] = [];
  const reasons: string[] = [];
  const line = new Line(host, {
    receive: (message) => heard.push(message.type === 'query-started' ? message.queryId : message.type),
    broken: (reason) => reasons.push(reason),
    isWaiting: () => true,
  });
  const packet = (number: number, ...ids: string[]) => ({
    number,
    messages: ids.map((queryId): HostMessage => ({ type: 'query-started', queryId })),
  });
  return { host, line, heard, reasons, packet };
}

test('packets are heard in the order in which they were sent', () => {
  const { host, heard, reasons, packet } = setUp();
  host.arrive(packet(2, 'c'));
  host.arrive(packet(4, 'e'));
  host.arrive(packet(1, 'a', 'b'));
  host.arrive(packet(3, 'd'));
  vi.advanceTimersByTime(10_000);
  expect(heard).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(reasons).toEqual([]);
});

test('a packet that comes twice is heard once', () => {
  const { host, heard, packet } = setUp();
  for (const number of [1, 1, 3, 3, 2, 2, 3]) host.arrive(packet(number, String(number)));
  expect(heard).toEqual(['1', '2', '3']);
});

test('a packet that never comes breaks the line, once and for all', () => {
  const { host, heard, reasons, packet } = setUp();
  host.arrive(packet(1, 'a'));
  host.arrive(packet(3, 'c'));
  vi.advanceTimersByTime(900);
  host.arrive(packet(4, 'd'));
  expect(reasons).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(reasons).toEqual(['Message 2 of the worker never arrived.']);
  host.arrive(packet(2, 'b'));
  host.die('gone');
  expect(heard).toEqual(['a']);
  expect(reasons).toHaveLength(1);
  expect(host.isClosed).toBe(true);
});

test('the host is asked for a sign of life while somebody waits', () => {
  const { host, line } = setUp();
  vi.advanceTimersByTime(5000);
  expect(host.received).toEqual([]);
  host.say({ type: 'opened', info: sessionInfo('s-1'), engine: null });
  line.opened();
  vi.advanceTimersByTime(10_000);
  expect(host.received).toEqual([{ type: 'ping' }, { type: 'ping' }]);
});

test('a worker that says nothing while it opens is given up; one that computes is not', () => {
  const silent = setUp();
  vi.advanceTimersByTime(59_000);
  silent.host.say({ type: 'open-progress', progress: { phase: 'compile' } });
  vi.advanceTimersByTime(59_000);
  expect(silent.reasons).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(silent.reasons).toHaveLength(1);

  const busy = setUp();
  busy.line.opened();
  vi.advanceTimersByTime(3_600_000);
  expect(busy.reasons).toEqual([]);
});
