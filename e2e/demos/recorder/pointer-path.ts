import type { Place, PointerMove } from './film';

/** Milliseconds that a hand takes for the way. */
export function moveDuration(from: Place, to: Place): number {
  return Math.min(950, 320 + 0.75 * distance(from, to));
}

/** Where the pointer is: on a slightly bent line, slow at both ends. */
export function pointerAt({ atMs, durationMs, from, to }: PointerMove, nowMs: number): Place {
  const passed = Math.min(1, Math.max(0, (nowMs - atMs) / durationMs));
  const eased = passed * passed * passed * (passed * (passed * 6 - 15) + 10);
  const bend = 0.28 * eased * (1 - eased);
  return {
    x: from.x + (to.x - from.x) * eased + (to.y - from.y) * bend,
    y: from.y + (to.y - from.y) * eased - (to.x - from.x) * bend,
  };
}

function distance(from: Place, to: Place): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
