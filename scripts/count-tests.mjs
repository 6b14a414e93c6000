// Prints how many tests passed and how many did not ("12 0"), from the reports that `npm test` leaves in reports/.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

/**
 * @typedef {{ numPassedTests: number; numTotalTests: number; numFailedTestSuites: number; success: boolean }} UnitReport
 * @typedef {{ stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] }} BrowserReport
 */

const unit = /** @type {UnitReport | undefined} */ (readReport('unit.json'));
const browser = /** @type {BrowserReport | undefined} */ (readReport('e2e.json'));

// A missing report, a file that could not be loaded, a skipped or flaky test: none of these has passed.
const unitFailed = unit ? unit.numTotalTests - unit.numPassedTests : 1;
const browserFailed = browser
  ? browser.stats.unexpected + browser.stats.flaky + browser.stats.skipped + browser.errors.length
  : 1;
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0);
const brokenUnitFiles = unit?.success === false && unitFailed === 0 ? Math.max(1, unit.numFailedTestSuites) : 0;

console.log(`${passed} ${unitFailed + brokenUnitFiles + browserFailed}`);

/** @param {string} name */
function readReport(name) {
  const path = join(root, 'reports', name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
