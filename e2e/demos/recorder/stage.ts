import { test, type Locator, type Page } from '@playwright/test';
import type { SessionInfo } from '../../../src/protocol/session';
import { expect } from '../../fixtures';
import type { Playground } from '../../../src/playwright/playground';
import type { Surface } from '../../../src/playwright/surface';
import type { TypingOptions } from '../../../src/playwright/typing';
import type { Album } from './album';
import type { Film } from './film';
import type { Hand } from './hand';
import type { Shoot } from './shoot';

interface StageProps {
  page: Page;
  playground: Playground;
  theme: Film['theme'];
  hand: Hand;
  /** Where pictures are kept. */
  album?: Album | undefined;
  /** Where a film is made. */
  shoot?: Shoot | undefined;
}

/** Where a demo plays. Without an album and a shoot it is a plain test. */
export class Stage {
  readonly #props: StageProps;

  constructor(props: StageProps) {
    this.#props = props;
  }

  /** Opens the app in demo mode, and waits for all of it. */
  async open(): Promise<SessionInfo> {
    const { page, playground, theme } = this.#props;
    const info = await playground.goto({ theme });
    await expect(page.locator('.monaco-editor')).toBeVisible();
    // The catalog is looked up when the session has time.
    await expect(playground.catalog.getByRole('treeitem', { name: 'audit_log' })).toBeVisible();
    return info;
  }

  /** A step of the story. `caption` says in a sentence what there is to see; `body` ends when that is there, and nothing runs. */
  async scene(title: string, caption: string, body: () => Promise<void>): Promise<void> {
    const { album, shoot } = this.#props;
    await test.step(title, async () => {
      await shoot?.sceneBegins(title, caption);
      await body();
      await shoot?.sceneEnds();
      await album?.addScene({ title, caption, fromMs: shoot?.chapters.at(-1)?.fromMs });
    });
  }

  /** A moment to look, in films only. */
  pause(seconds = 1): Promise<void> {
    return this.#props.hand.pause(seconds);
  }

  /** Moves the pointer there. */
  point(target: Locator): Promise<void> {
    return this.#props.hand.point(target);
  }

  click(target: Locator): Promise<void> {
    return this.#props.hand.click(target);
  }

  /** Writes SQL in place of what is in an editor: the app's, or another one. */
  async type(
    sql: string,
    { into = this.#props.playground, ...options }: TypingOptions & { into?: Surface } = {},
  ): Promise<void> {
    await this.#props.hand.type(into, sql, options);
    expect(await into.getSql()).toBe(sql);
  }

  /** Presses a key, or several together, as in `Control+Enter`. */
  press(key: string): Promise<void> {
    return this.#props.hand.press(key);
  }
}
