/** What a timer can wait; a longer limit is held against the clock between the engine's tasks. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls `stop` when a query's time is over. Undefined where there is no limit, or no timer can wait so long. */
export function startTimer(timeoutMs: number, stop: () => void): ReturnType<typeof setTimeout> | undefined {
  return timeoutMs > 0 && timeoutMs <= LONGEST_TIMER_MS ? setTimeout(stop, timeoutMs) : undefined;
}
