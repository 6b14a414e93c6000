/** How well a text fits what is typed, the lower the better. */
export const match = { same: 0, start: 1, wordStart: 2, inside: 3, scattered: 4 } as const;

export type Match = (typeof match)[keyof typeof match];

/**
 * How a text fits what is typed; undefined where it does not.
 *
 * @param typed in lower case
 */
export function matchOf(typed: string, text: string): Match | undefined {
  if (typed === '') return match.start;
  const lower = text.toLowerCase();
  if (lower.startsWith(typed)) return lower.length === typed.length ? match.same : match.start;
  const at = lower.indexOf(typed);
  if (at > 0 && isWordStart(lower, at, typed)) return match.wordStart;
  // One letter is somewhere in everything.
  if (typed.length === 1) return undefined;
  if (at > 0) return match.inside;
  return isScattered(typed, lower) ? match.scattered : undefined;
}

function isWordStart(text: string, first: number, typed: string): boolean {
  for (let at = first; at > 0; at = text.indexOf(typed, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  return false;
}

/** All of what is typed, in its order, from the first letter on: `odt` in `order_date`. */
function isScattered(typed: string, text: string): boolean {
  let at = 0;
  if (!text.startsWith(typed.charAt(0))) return false;
  for (const letter of typed) {
    at = text.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}
