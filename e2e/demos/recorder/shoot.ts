import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { Camera } from './camera';
import type { Caption, Chapter, Film } from './film';
import { FilmedHand } from './filmed-hand';
import { quiet } from './quiet';
import { readingTime } from './subtitles';

/** A caption has a head start. */
const LEAD_MS = 900;
/** What a scene has come to stays for a look. */
const LOOK_MS = 1300;
const LAST_LOOK_MS = 1700;

/** The shooting of one demo. The camera rolls from the first scene on; between scenes it stands still. */
export class Shoot {
  readonly captions: Caption[] = [];
  readonly chapters: Chapter[] = [];

  private constructor(
    private readonly page: Page,
    private readonly camera: Camera,
    readonly hand: FilmedHand,
  ) {}

  static async begin(page: Page): Promise<Shoot> {
    const camera = await Camera.open(page);
    const { width, height } = sizeOf(page);
    return new Shoot(page, camera, new FilmedHand(page, camera, { x: width * 0.78, y: height * 0.72 }));
  }

  async sceneBegins(title: string, text: string): Promise<void> {
    const { nowMs } = this.camera;
    this.chapters.push({ title, fromMs: nowMs });
    this.captions.push({ fromMs: nowMs, toMs: nowMs + readingTime({ title, text }), title, text });
    this.camera.roll();
    await delay(LEAD_MS);
  }

  async sceneEnds(): Promise<void> {
    const readMs = this.captions.at(-1)?.toMs ?? 0;
    await delay(Math.max(0, readMs - this.camera.nowMs));
    await this.camera.cut();
    await quiet(this.page);
    await this.camera.step(LOOK_MS);
  }

  async stop(): Promise<{ film: Omit<Film, 'theme'>; pictures: Buffer[] }> {
    await this.camera.cut();
    await this.camera.step(LAST_LOOK_MS);
    const { camera, hand, captions, page } = this;
    const { frames, pictures, nowMs: durationMs } = camera;
    const { moves, presses } = hand;
    return { film: { ...sizeOf(page), durationMs, frames, moves, presses, captions }, pictures };
  }
}

function sizeOf(page: Page): { width: number; height: number } {
  const size = page.viewportSize();
  if (!size) throw new Error('A film needs a page of a fixed size.');
  return size;
}
