// Writes `lib/`: what those import who have the package. A program of its own, because it needs what has to be installed first.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { root } from './dependencies.mjs';

/** What runs in Node: entries of the package, each with its types. */
const scripts = {
  'playwright/fixture': 'src/playwright/fixture.ts',
  'adapters/markdown-it': 'src/adapters/markdown-it.ts',
  'adapters/remark': 'src/adapters/remark.ts',
};

/** What runs in pages is in `dist/`, with the worker and the engine; here are the types of it. */
const pages = { client: 'src/client/client.ts', embed: 'src/embed/embed.ts' };

const dir = join(root, 'lib');
const tsconfig = join(root, 'tsconfig.json');
const shared = { cwd: root, external: [/^node:/, '@playwright/test'] };

rmSync(dir, { recursive: true, force: true });
const types = await rolldown({
  ...shared,
  input: { ...scripts, ...pages },
  plugins: [dts({ tsconfig, emitDtsOnly: true })],
});
await types.write({ dir, chunkFileNames: 'types/[name].d.ts' });
const code = await rolldown({ ...shared, input: scripts, platform: 'node', tsconfig });
await code.write({ dir, chunkFileNames: 'shared/[name].js' });
