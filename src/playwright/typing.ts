import { setTimeout as pause } from 'node:timers/promises';

export interface TypingOptions {
  /** Characters a second on average, default 17. 0: without pauses. */
  cps?: number;
  /** Of the rhythm: the same one types the same text in the same time. Default 1. */
  seed?: number;
}

/** Cuts text into what is typed at once: a character, or the end of a line with the indentation that follows it. */
export function keystrokesOf(text: string): string[] {
  return text.match(/\n[ \t]*|[^\n]/gu) ?? [];
}

/** Gives, keystroke by keystroke, how many milliseconds pass after it: never even, slower where a word or a line ends. */
export function typingRhythm({ cps = 17, seed = 1 }: TypingOptions): (keystroke: string) => number {
  const random = seeded(seed);
  return (keystroke) => {
    if (cps <= 0) return 0;
    const weight = keystroke.startsWith('\n') ? 3.2 : /[\s,;()]/.test(keystroke) ? 1.25 : 0.85;
    return (1000 / cps) * weight * (0.6 + 0.8 * random());
  };
}

/** Types in real time. `write` resolves when the keystroke's text stands there. */
export async function typeOut(
  text: string,
  options: TypingOptions,
  write: (keystroke: string) => Promise<void>,
): Promise<void> {
  const rhythm = typingRhythm(options);
  for (const keystroke of keystrokesOf(text)) {
    await write(keystroke);
    const ms = rhythm(keystroke);
    if (ms > 0) await pause(ms);
  }
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
