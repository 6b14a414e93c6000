import { test, type Locator, type Page } from '@playwright/test';
import type { SessionInfo } from '../../../src/protocol/session';
import { expect } from '../../fixtures';
import type { PlaygroundPage } from '../../playground-page';
import type { Album } from './album';
import type { Film } from './film';
import type { Hand } from './hand';
import type { Shoot } from './shoot';
import type { TypingOptions } from './typing-rhythm';

interface StageProps {
  page: Page;
  playground: PlaygroundPage;
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

  /** Opens the app in demo mode, `address` being more of its query string and its fragment, and waits for all of it. */
  async open(address = ''): Promise<SessionInfo> {
    const { page, playground, theme } = this.#props;
    const { searchParams, hash } = new URL(address, 'http://localhost');
    const info = await playground.open(`?${['demo', `theme=${theme}`, ...searchParams].join('&')}${hash}`);
    await expect(page.locator('.monaco-editor')).toBeVisible();
    // The catalog is looked up when the session has time.
    const systemView = playground.catalog.getByRole('treeitem', { name: 'audit_log' });
    if (!searchParams.has('embed')) await expect(systemView).toBeVisible();
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
  async type(sql: string, { editor, ...options }: TypingOptions & { editor?: Locator } = {}): Promise<void> {
    const { hand, playground } = this.#props;
    await hand.type(editor ?? playground.editor, sql, options);
    if (!editor) expect(await playground.getSql()).toBe(sql);
  }

  /** Presses a key, or several together, as in `Control+Enter`. */
  press(key: string): Promise<void> {
    return this.#props.hand.press(key);
  }
}
