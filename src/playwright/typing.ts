import { setTimeout as pause } from 'node:timers/promises';

export interface TypingOptions {
  /** Characters a second on average, default 18. 0: all at once, character by character. */
  cps?: number;
  /** Of the rhythm: the same one types the same text in the same time. Default 1. */
  seed?: number;
}

/** Types each character after its pause. `write` resolves when the character stands there. */
export async function typeOut(
  text: string,
  { cps = 18, seed = 1 }: TypingOptions,
  write: (character: string) => Promise<void>,
): Promise<void> {
  const random = uniform(seed);
  // By code points: half of an emoji is no character.
  for (const character of text) {
    const share = 0.5 + random() + (/\s/.test(character) ? 0.4 : 0);
    if (cps > 0) await pause((share * 1000) / (cps * 1.06));
    await write(character);
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
