// `npm run picture`: takes the README's picture of the playground, which is how the demo `first-query` ends.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import './prepare.mjs';
import { recordDemos } from './record-demos.mjs';

const folder = mkdtempSync(join(tmpdir(), 'dabble-picture-'));
try {
  await recordDemos({ names: ['first-query'], themes: ['light'], take: 'stills', folder });
  copyFileSync(join(folder, 'first-query/light/poster.png'), join(root, 'docs/playground.png'));
} finally {
  rmSync(folder, { recursive: true });
}
