import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test as base } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { serveFolder } from '../src/playwright/static-server.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** A project of somebody's, with this package, Playwright and nothing else. */
const test = base.extend<object, { project: string }>({
  project: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'dabble-'));
      const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
      const [packed] = JSON.parse(stdout) as { filename: string }[];
      await run('npm', ['init', '-y'], { cwd: folder });
      const playwright = `@playwright/test@${await ownVersionOf('@playwright/test')}`;
      await run(
        'npm',
        [
          'install',
          '--save-dev',
          '--prefer-offline',
          '--no-audit',
          '--no-fund',
          playwright,
          `./${packed?.filename ?? ''}`,
        ],
        { cwd: folder },
      );
      const guide = await readFile(join(root, 'docs/playwright.md'), 'utf8');
      for (const [, path = '', code = ''] of guide.matchAll(/```ts\n\/\/ (\S+\.ts)\n([^]*?)```/g)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), code);
      }
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});

/** Runs the project's tests by its own config, with more patience: a newcomer's machine is not as busy as one that runs all of these. */
async function runTests(project: string, use = '{}', ...options: string[]): Promise<string> {
  await writeFile(
    join(project, 'patient.config.ts'),
    `import { defineConfig } from '@playwright/test';
     import config from './playwright.config';
     export default defineConfig(config, { timeout: 600_000, expect: { timeout: 60_000 }, use: ${use} });`,
  );
  const env: NodeJS.ProcessEnv = { ...process.env, CHROMIUM: findBrowser() };
  const command = ['playwright', 'test', '--config', 'patient.config.ts', '--reporter=line', ...options];
  const { stdout } = await run('npx', command, { cwd: project, env });
  return stdout;
}

test('the worked example of docs/playwright.md passes as it is pasted', async ({ project }) => {
  expect(await runTests(project)).toContain('3 passed');
});

test('it passes as well where the app is deployed', async ({ project }) => {
  const server = await serveFolder({ folder: join(root, 'dist'), basePath: '/deployed/' });
  const use = `{ playgroundUrl: 'http://127.0.0.1:${server.port}/deployed' }`;
  const stdout = await runTests(project, use, '-g', 'one session');
  await server.close();
  expect(stdout).toContain('1 passed');
});

for (const resolution of ['bundler', 'nodenext']) {
  test(`its types, and those of the other entries, hold where modules are resolved as by ${resolution}`, async ({
    project,
  }) => {
    await writeFile(
      join(project, 'entries.mts'),
      `import { QueryContext, sharedSession, toQueryResult, type QueryResult } from 'dabble';
       import type { SqlPlayground } from 'dabble/embed';
       import fences from 'dabble/markdown-it';
       import blocks from 'dabble/remark';
       import { expect, names, test, type Playground } from 'dabble/playwright';
       export async function ask(): Promise<QueryResult> {
         const client = sharedSession('/playground/');
         return toQueryResult(await client.run(new QueryContext(await client.ready(), 'SELECT 42')), 10);
       }
       export const press = (element: SqlPlayground): Promise<QueryResult> => element.run();
       export const look = (playground: Playground): Promise<string> => playground.getSql();
       test('x', async ({ playground }) => { expect(await playground.run()).toHaveRows([[names.run.length]]); });
       // @ts-expect-error: rows are rows of cells
       test('y', async ({ playground }) => { expect(await playground.run()).toHaveRows([42]); });
       console.log(fences, blocks);`,
    );
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      module,
      '--moduleResolution',
      resolution,
    ];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const told = await run(process.execPath, [tsc, ...options, '--pretty', 'false', 'entries.mts'], {
      cwd: project,
    }).catch((thrown: unknown) => thrown as { stdout: string });
    // Playwright's own types want those of Node, which this project has not.
    expect(told.stdout.split('\n').filter((line) => /^(?:entries|node_modules.dabble)/.test(line))).toEqual([]);
  });
}

async function ownVersionOf(name: string): Promise<string> {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies[name] ?? 'latest';
}
