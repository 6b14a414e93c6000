import { expect, test } from 'vitest';
import { policyAllowsStyles } from './style-policy';

test.each([
  ['', true],
  ["script-src 'self'; worker-src 'self'", true],
  ["default-src 'self'", false],
  ["default-src 'self'; style-src 'self' 'unsafe-inline'", true],
  ["DEFAULT-SRC 'self';  Style-Src 'UNSAFE-INLINE'", true],
  ["style-src 'unsafe-inline' 'nonce-abc'", false],
  ["style-src 'unsafe-inline' 'sha256-abc='", false],
  ["style-src 'self'; style-src 'unsafe-inline'", false],
  ["style-src 'unsafe-inline'; style-src-attr 'none'", false],
  ["style-src 'none'; style-src-elem 'unsafe-inline'; style-src-attr 'unsafe-inline'", true],
])('%s: %s', (policy, isAllowed) => {
  expect(policyAllowsStyles(policy)).toBe(isAllowed);
});
