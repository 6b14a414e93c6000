/** Characters in a second, and which of the possible rhythms. */
export interface TypingOptions {
  cps?: number;
  seed?: number;
}

/** Gives, keystroke by keystroke, how many milliseconds pass after it: never even, slower where a word or a line ends. */
export function typingRhythm({ cps = 17, seed = 1 }: TypingOptions): (keystroke: string) => number {
  const random = seeded(seed);
  return (keystroke) => {
    const weight = keystroke.startsWith('\n') ? 3.2 : /[\s,;()]/.test(keystroke) ? 1.25 : 0.85;
    return (1000 / cps) * weight * (0.6 + 0.8 * random());
  };
}

/** Mulberry32: numbers from 0 to 1, the same ones for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
