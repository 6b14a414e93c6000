import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '../fixtures';
import { Album } from './recorder/album';
import { developFilm } from './recorder/develop';
import type { Film } from './recorder/film';
import { briskHand } from './recorder/hand';
import { Shoot } from './recorder/shoot';
import { Stage } from './recorder/stage';
import { captionsVtt, chaptersVtt } from './recorder/subtitles';

export { expect } from '../fixtures';

export interface StageOptions {
  /** What comes of a demo: nothing, it being a test; also pictures; also a film, at a pace that one can follow. */
  take: 'rehearsal' | 'stills' | 'film';
  theme: Film['theme'];
  /** Where takes go: a folder for each demo, and in it one for each theme. */
  demosFolder: string;
}

/** A demo is a test of these, in a file `<name>.demo.ts`. */
export const test = base.extend<StageOptions & { stage: Stage }>({
  take: ['rehearsal', { option: true }],
  theme: ['light', { option: true }],
  demosFolder: [fileURLToPath(new URL('../../demos', import.meta.url)), { option: true }],
  playgroundDemo: async ({}, use) => use(true),
  viewport: { width: 1280, height: 720 },
  colorScheme: async ({ theme }, use) => use(theme),

  stage: async ({ page, browser, playground, take, theme, demosFolder }, use, info) => {
    if (take === 'rehearsal') {
      await use(new Stage({ page, playground, theme, hand: briskHand(page) }));
      return;
    }
    const album = await Album.begin(page, join(demosFolder, basename(info.file, '.demo.ts'), theme));
    const shoot = take === 'film' ? await Shoot.begin(page) : undefined;
    await use(new Stage({ page, playground, theme, hand: shoot?.hand ?? briskHand(page), album, shoot }));
    const taken = await shoot?.stop();
    if (info.status !== info.expectedStatus) return;

    await album.finish(info.title);
    if (!shoot || !taken) return;
    await album.write('captions.vtt', captionsVtt(shoot.captions));
    await album.write('chapters.vtt', chaptersVtt(shoot.chapters, taken.film.durationMs));
    await album.write('video.webm', await developFilm(browser, { ...taken.film, theme }, taken.pictures));
  },
});
