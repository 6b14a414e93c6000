import { expect, test } from '../fixtures';
import { developFilm } from './recorder/develop';
import type { Film } from './recorder/film';

const film: Film = {
  theme: 'light',
  width: 320,
  height: 180,
  durationMs: 3000,
  frames: [
    { atMs: 0, picture: 0 },
    { atMs: 1500, picture: 1 },
  ],
  moves: [{ atMs: 500, durationMs: 400, from: { x: 20, y: 20 }, to: { x: 300, y: 20 } }],
  presses: [{ atMs: 900, place: { x: 300, y: 20 } }],
  captions: [{ fromMs: 100, toMs: 1200, title: 'Red', text: 'Then blue.' }],
};

test('a film becomes a video that plays, each picture at its time', async ({ browser, page }) => {
  await page.setViewportSize(film);
  const pictures: Buffer[] = [];
  for (const color of ['rgb(200, 40, 40)', 'rgb(40, 40, 200)']) {
    await page.setContent(`<body style="background: ${color}">`);
    pictures.push(await page.screenshot());
  }

  const webm = await developFilm(browser, film, pictures);

  const colors = await page.evaluate(
    async ([base64, times]) => {
      const video = document.createElement('video');
      video.src = `data:video/webm;base64,${base64}`;
      const canvas = new OffscreenCanvas(1, 1).getContext('2d');
      const seen: number[][] = [];
      for (const time of times) {
        await new Promise((sought) => {
          video.addEventListener('seeked', sought, { once: true });
          video.currentTime = time;
        });
        canvas?.clearRect(0, 0, 1, 1);
        // The picture may come later: until then there is none, or the one before, which has another colour.
        let color: number[];
        do {
          await new Promise(requestAnimationFrame);
          canvas?.drawImage(video, 5, 5, 1, 1, 0, 0, 1, 1);
          color = [...(canvas?.getImageData(0, 0, 1, 1).data ?? [])];
        } while (color[3] === 0 || color.every((channel, i) => Math.abs(channel - (seen.at(-1)?.[i] ?? 999)) < 50));
        seen.push(color);
      }
      return seen;
    },
    [webm.toString('base64'), [1.4, 1.6, 0.2]] as const,
  );
  const [red, blue] = [near(200, 40, 40), near(40, 40, 200)];
  expect(colors).toEqual([red, blue, red]);
});

/** A colour, but for what encoding loses. */
function near(...channels: number[]): unknown {
  return [...channels, 255].map((channel) => expect.closeTo(channel, -1) as unknown);
}
