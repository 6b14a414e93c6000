// `npm start`: from a fresh clone to a running playground. It builds when needed and serves the production build.
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies, root } from './dependencies.mjs';
import { serveFolder } from './static-server.mjs';

const usualPort = 4173;

ensureDependencies();
ensureBuild();
const { port } = await start();
console.log(`\nDabble is ready: http://localhost:${port}/\nPress Ctrl+C to stop.`);

async function start() {
  const folder = join(root, 'dist');
  const wanted = process.env.PORT;
  if (wanted !== undefined && wanted !== '') return serveFolder({ folder, port: Number(wanted) });
  try {
    return await serveFolder({ folder, port: usualPort });
  } catch {
    // The usual port is taken; nobody asked for it by number.
    return serveFolder({ folder });
  }
}
