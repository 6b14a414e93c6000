// Prints how many tests passed and how many did not ("12 0"), from the reports that `npm test` leaves in reports/. Those that did not
// are named on standard error, with the first lines of what they said: the rest stands thousands of lines above.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './dependencies.mjs';

/**
 * @typedef {{ name: string; status: string; assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }} UnitFile
 * @typedef {{ numPassedTests: number; numTotalTests: number; numFailedTestSuites: number; success: boolean; testResults: UnitFile[] }} UnitReport
 * @typedef {{ title: string; file: string; tests: { status: string; results: { error?: { message: string } }[] }[] }} BrowserSpec
 * @typedef {{ specs: BrowserSpec[]; suites?: BrowserSuite[] }} BrowserSuite
 * @typedef {{ stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[]; suites: BrowserSuite[] }} BrowserReport
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

for (const name of [...notPassed(unit), ...(browser?.suites ?? []).flatMap(notExpected)])
  console.error(`not passed: ${name}`);
console.log(`${passed} ${unitFailed + brokenUnitFiles + browserFailed}`);

/** @param {UnitReport | undefined} report */
function notPassed(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((test) => test.status !== 'passed');
    if (tests.length === 0 && status !== 'passed') return [file];
    return tests.map(({ fullName, failureMessages }) => said(`${file} › ${fullName}`, failureMessages?.[0]));
  });
}

/**
 * @param {BrowserSuite} suite
 * @returns {string[]}
 */
function notExpected({ specs, suites = [] }) {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status !== 'expected'));
  const told = failed.map(({ file, title, tests }) => {
    const results = tests.flatMap((test) => test.results);
    return said(`${file} › ${title}`, results.find(({ error }) => error)?.error?.message);
  });
  return [...told, ...suites.flatMap(notExpected)];
}

/**
 * @param {string} name
 * @param {string | undefined} message may be coloured
 */
function said(name, message) {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, 5)].join('\n  ');
}

/** @param {string} name */
function readReport(name) {
  const path = join(root, 'reports', name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
