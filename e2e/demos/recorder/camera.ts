import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import type { Film } from './film';
import { FilmClock } from './film-clock';

/** Between two pictures while the camera rolls, so that the page has the processor too. */
const BREATH_MS = 25;

/**
 * Takes pictures of the page: one after the other while it rolls, else one when asked. They are lossless, and only those that
 * differ from the one before are kept.
 */
export class Camera {
  readonly #session: CDPSession;
  readonly #clock = new FilmClock();
  #rolling: Promise<void> | undefined;
  #isToCut = false;
  readonly pictures: Buffer[] = [];
  readonly frames: Film['frames'] = [];

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async open(page: Page): Promise<Camera> {
    return new Camera(await page.context().newCDPSession(page));
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  /** Films in real time from now on. */
  roll(): void {
    if (this.#rolling) return;
    this.#isToCut = false;
    this.#clock.run();
    this.#rolling = this.#film();
    // Whoever cuts is told; until then nobody waits for it.
    this.#rolling.catch(() => undefined);
  }

  /** The film stands still from now on. */
  async cut(): Promise<void> {
    this.#clock.stop();
    this.#isToCut = true;
    const rolling = this.#rolling;
    this.#rolling = undefined;
    await rolling;
  }

  /** Takes a picture of what is there now and shows it for a while. Only while the film stands still. */
  async step(milliseconds: number): Promise<void> {
    await this.#shoot();
    this.#clock.advance(milliseconds);
  }

  /** What `work` takes is not in the film, but for its steps. */
  async whileStanding<T>(work: () => Promise<T>): Promise<T> {
    await this.cut();
    const result = await work();
    this.roll();
    return result;
  }

  async #film(): Promise<void> {
    while (!this.#isToCut) {
      await this.#shoot();
      await delay(BREATH_MS);
    }
  }

  async #shoot(): Promise<void> {
    const { data } = await this.#session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
    const picture = Buffer.from(data, 'base64');
    if (this.pictures.at(-1)?.equals(picture)) return;
    this.pictures.push(picture);
    this.frames.push({ atMs: this.#clock.nowMs, picture: this.pictures.length - 1 });
  }
}
