import type { SessionInfo } from '../protocol/session';
import type { Engine } from './engine';
import { extensionSettings } from './extensions';
import { now } from './query-log';
import { READER_MACROS } from './reader-macros';
import type { SessionOptions } from './session-options';

/** Left to JavaScript and the wasm itself, under the 4 GiB that a 32-bit engine can address. */
const MEMORY_LIMIT = '3GiB';

/** What a session's database begins with. */
export function sessionOpening({ extensionsUrl }: SessionOptions): string {
  return `SET memory_limit = '${MEMORY_LIMIT}'; ${extensionSettings(extensionsUrl)}`;
}

/** What each of its connections begins with, statement by statement. */
export function connectionOpening({ constants, supplier }: SessionOptions): string[] {
  const seed = constants ? [`SELECT setseed(${constants.randomSeed})`] : [];
  return [...seed, ...(supplier ? READER_MACROS : [])];
}

/** What the page learns of a session that is open now. */
export function sessionInfo({ api, bundle }: Engine, options: SessionOptions): SessionInfo {
  const openedAt = now();
  return {
    sessionId: options.constants?.sessionId ?? `s-${crypto.randomUUID()}`,
    engineVersion: api.version(),
    bundle,
    threads: 1,
    openedAt,
    bootMs: openedAt - (options.startedAt ?? openedAt),
    crossOriginIsolated: options.crossOriginIsolated ?? false,
  };
}
