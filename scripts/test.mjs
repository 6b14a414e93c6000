// `npm test`: all tests. Leaves machine-readable reports in reports/, for .ci/run to count.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import './prepare.mjs';
import { ensureSites } from './sites.mjs';

ensureSites();
rmSync(join(root, 'reports'), { recursive: true, force: true });
const runs = [
  run('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', '--outputFile.json=reports/unit.json']),
  run('@playwright/test/cli.js', ['test']),
];
process.exitCode = runs.every((succeeded) => succeeded) ? 0 : 1;

/**
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, parameters) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}
