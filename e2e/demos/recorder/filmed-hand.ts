import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { Surface } from '../../../src/playwright/surface';
import { keystrokesOf, typingRhythm, type TypingOptions } from '../../../src/playwright/typing';
import type { Camera } from './camera';
import type { Film, Place, PointerMove } from './film';
import type { Hand } from './hand';
import { firstLinesOf, middleOf } from './places';
import { moveDuration, pointerAt } from './pointer-path';

/** Between two positions of the mouse on its way: what it passes reacts. */
const MOUSE_STEP_MS = 50;
const BEFORE_PRESS_MS = 160;
const BEFORE_TYPING_MS = 350;

/** A calm hand, and what it did: the pointer is drawn into the film later, because the browser's own is on no picture. */
export class FilmedHand implements Hand {
  readonly moves: PointerMove[] = [];
  readonly presses: Film['presses'] = [];
  #place: Place;

  constructor(
    private readonly page: Page,
    private readonly camera: Camera,
    start: Place,
  ) {
    this.#place = start;
    this.moves.push({ atMs: 0, durationMs: 1, from: start, to: start });
  }

  point(target: Locator): Promise<void> {
    return this.camera.whileStanding(async () => this.#moveTo(await middleOf(target)));
  }

  click(target: Locator): Promise<void> {
    return this.camera.whileStanding(async () => {
      await this.#moveTo(await middleOf(target));
      await this.#press();
      // With all that Playwright looks after; the mouse is there.
      await target.click();
    });
  }

  type(into: Surface, text: string, options: TypingOptions): Promise<void> {
    return this.camera.whileStanding(async () => {
      await this.#moveTo(await firstLinesOf(into.editor));
      await this.#press();
      await this.page.mouse.click(this.#place.x, this.#place.y);
      await into.setSql('');
      await into.editor.focus();
      await this.camera.step(BEFORE_TYPING_MS);
      this.#hidePointer();
      const rhythm = typingRhythm(options);
      for (const keystroke of keystrokesOf(text)) {
        await into.write(keystroke);
        await this.camera.step(rhythm(keystroke));
      }
    });
  }

  press(key: string): Promise<void> {
    return this.camera.whileStanding(async () => {
      await this.camera.step(BEFORE_PRESS_MS);
      await this.page.keyboard.press(key);
    });
  }

  /** In real time: what the page does by itself meanwhile is in the film. */
  async pause(seconds: number): Promise<void> {
    await delay(seconds * 1000);
  }

  async #moveTo(to: Place): Promise<void> {
    const from = this.#place;
    const move = { atMs: this.camera.nowMs, durationMs: moveDuration(from, to), from, to };
    this.moves.push(move);
    for (let passed = 0; passed < move.durationMs; passed += MOUSE_STEP_MS) {
      const { x, y } = pointerAt(move, move.atMs + passed);
      await this.page.mouse.move(x, y);
      await this.camera.step(Math.min(MOUSE_STEP_MS, move.durationMs - passed));
    }
    await this.page.mouse.move(to.x, to.y);
    this.#place = to;
  }

  async #press(): Promise<void> {
    await this.camera.step(BEFORE_PRESS_MS);
    this.presses.push({ atMs: this.camera.nowMs, place: this.#place });
  }

  #hidePointer(): void {
    const move = this.moves.at(-1);
    if (move) move.hidesAtMs = this.camera.nowMs;
  }
}
