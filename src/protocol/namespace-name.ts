/** Names that the session has given away already. */
const RESERVED = new Set(['memory', 'sys', 'system', 'temp']);

/** What to do about a name that cannot be a namespace's. */
export const NAMESPACE_HINT = 'Use up to 63 letters, digits, hyphens and underscores, beginning with a letter.';

/** True for what the session accepts as the name of a namespace, whether or not there is one of it yet. */
export function isNamespaceName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_-]{0,62}$/u.test(name) && !RESERVED.has(name.toLowerCase());
}
