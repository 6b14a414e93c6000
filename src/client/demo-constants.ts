import type { SessionConstants } from '../protocol/session';

/** What a demo's sessions begin with. @param number from 1; each has an id of its own, by which results know theirs. */
export function demoConstants(number: number): SessionConstants {
  return { sessionId: number === 1 ? 's-demo' : `s-demo-${number}`, randomSeed: 0.42 };
}
