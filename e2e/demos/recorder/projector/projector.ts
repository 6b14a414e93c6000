// Runs in a blank page of the browser that the demo played in: puts the film together, picture by picture, and encodes it.
import { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } from 'mediabunny';
import type { Film } from '../film';
import { drawCaption } from './draw-caption';
import { drawPointer, drawRipple } from './draw-pointer';
import { momentsOf, type Moment } from './moments';
import { requirePlayable } from './playable';

declare global {
  interface Window {
    /** The bytes of a WebM. */
    projectFilm?: (film: Film) => Promise<Uint8Array>;
  }
}

/** Of 63, less being better: letters keep their edges. */
const QUANTIZER = 16;
const KEY_FRAME_SECONDS = 4;

window.projectFilm = async (film) => {
  const { width, height } = film;
  const element = Object.assign(document.createElement('canvas'), { width, height });
  const canvas = element.getContext('2d', { alpha: false });
  if (!canvas) throw new Error('There is no canvas to draw on.');

  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(element, {
    codec: 'vp9',
    quality: new Quality({ quantizer: QUANTIZER, bitrate: 8_000_000 }),
    keyFrameInterval: KEY_FRAME_SECONDS,
  });
  output.addVideoTrack(source);
  await output.start();

  let bitmap: { picture: number; image: ImageBitmap } | undefined;
  for (const { moment, atMs, durationMs } of momentsOf(film)) {
    if (bitmap?.picture !== moment.picture) {
      bitmap?.image.close();
      bitmap = { picture: moment.picture, image: await load(moment.picture) };
    }
    draw(canvas, bitmap.image, moment, film);
    await source.add(atMs / 1000, durationMs / 1000);
  }
  await output.finalize();
  if (!target.buffer) throw new Error('The encoder gave no film.');
  await requirePlayable(target.buffer, film);
  return new Uint8Array(target.buffer);
};

async function load(picture: number): Promise<ImageBitmap> {
  const response = await fetch(`pictures/${picture}`);
  return createImageBitmap(await response.blob());
}

function draw(canvas: CanvasRenderingContext2D, image: ImageBitmap, moment: Moment, film: Film): void {
  canvas.drawImage(image, 0, 0);
  if (moment.ripple) drawRipple(canvas, moment.ripple, film.theme);
  drawPointer(canvas, moment.pointer);
  if (moment.caption) drawCaption(canvas, moment.caption, film);
}
