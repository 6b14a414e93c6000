// `npm start`: from a fresh clone to a running playground. It builds when needed and serves the production build.
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, root } from './dependencies.mjs';
import { serveFolder } from '../src/playwright/static-server.mjs';

const usualPort = 4173;

ensureDependencies();
ensureBuild();
const { port } = await start();
console.log(`\nDabble is ready: http://localhost:${port}/\nPress Ctrl+C to stop.`);

async function start() {
  const folder = join(root, 'dist');
  const wanted = Number(process.env.PORT ?? '');
  try {
    return await serveFolder({ folder, port: wanted || usualPort });
  } catch (thrown) {
    if (wanted === 0) return serveFolder({ folder }); // The usual port is taken, and nobody asked for it by number.
    console.error(`Port ${wanted} cannot be had: ${String(thrown)}`);
    process.exit(1);
  }
}
