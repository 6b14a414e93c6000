/** At least so long is measured at a time, in milliseconds. */
const MEASURED_MS = 20;

/**
 * How many times as long work takes on a text of ten times the size: about ten where it is linear, a hundred where it is
 * quadratic. Of each the fastest of three by the processor's time, which a busy machine does not make longer.
 *
 * @param work takes a text of this size, whatever it is counted in
 * @param size of the larger text
 */
export async function growth(work: (size: number) => unknown, size: number): Promise<number> {
  await work(size / 10);
  const small = await fastest(() => work(size / 10));
  const large = await fastest(() => work(size));
  if (process.env.TIMES) console.warn(small.toFixed(1), large.toFixed(1), 'ms');
  return large / small;
}

/** Milliseconds. What takes next to none is repeated: what the collector of garbage takes meanwhile would be most of it. */
async function fastest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    let times = 0;
    let spent = 0;
    while (spent < MEASURED_MS) {
      await work();
      times++;
      const { user, system } = process.cpuUsage(start);
      spent = (user + system) / 1000;
    }
    best = Math.min(best, spent / times);
  }
  return best;
}
