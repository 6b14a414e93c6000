import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import type { Film } from './film';

// Nobody answers there but the routes below; a secure origin, as WebCodecs wants it.
const ORIGIN = 'https://projector.invalid';

/** Makes a WebM of a film, in a page of the same browser: it has the codecs. */
export async function developFilm(browser: Browser, film: Film, pictures: Buffer[]): Promise<Buffer> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.route(`${ORIGIN}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.route(`${ORIGIN}/pictures/*`, (route) => {
      const picture = pictures[Number(route.request().url().split('/').at(-1))];
      return picture ? route.fulfill({ contentType: 'image/png', body: picture }) : route.abort();
    });
    await page.goto(`${ORIGIN}/`);
    await page.addScriptTag({ content: await projectorScript() });
    const bytes = await page.evaluate((shown) => {
      if (!window.projectFilm) throw new Error('The projector is not there.');
      return window.projectFilm(shown);
    }, film);
    return Buffer.from(bytes);
  } finally {
    await context.close();
  }
}

async function projectorScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: fileURLToPath(new URL('projector/projector.ts', import.meta.url)),
        formats: ['iife'],
        name: 'projector',
      },
    },
  });
  const [output] = [built].flat();
  const code = output && 'output' in output ? output.output[0].code : undefined;
  if (code === undefined) throw new Error('The projector was not built.');
  return code;
}
