import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pictureAtRest } from './quiet';
import { resultTable } from './result-table';

interface DemoScene {
  title: string;
  caption: string;
  /** File name. */
  picture: string;
  /** Where it begins in the film, if there is one. */
  fromMs?: number | undefined;
}

/** What `demo.json` tells about a demo. */
interface Contents {
  title: string;
  scenes: DemoScene[];
}

/** The folder of one demo in one theme, and what of it stands still: pictures of scenes and, of their end, texts. */
export class Album {
  readonly #scenes: Contents['scenes'] = [];
  #last: Buffer | undefined;

  private constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Empties the folder. */
  static async begin(page: Page, folder: string): Promise<Album> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new Album(page, folder);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(this.folder, name), content);
  }

  async addScene({ title, caption, fromMs }: Omit<DemoScene, 'picture'>): Promise<void> {
    const picture = `scene-${String(this.#scenes.length + 1).padStart(2, '0')}-${slug(title)}.png`;
    this.#last = await pictureAtRest(this.page);
    await this.write(picture, this.#last);
    this.#scenes.push({ title, caption, picture, fromMs });
  }

  async finish(title: string): Promise<void> {
    if (!this.#last) throw new Error('A demo needs a scene.');
    await this.write('poster.png', this.#last);
    const playground = this.page.getByRole('region', { name: 'SQL playground' });
    const whole = (await playground.count()) === 1 ? playground : this.page.locator('body');
    await this.write('demo.json', JSON.stringify({ title, scenes: this.#scenes } satisfies Contents, null, 2));
    await this.write('aria.yml', `${await whole.ariaSnapshot()}\n`);
    const table = await resultTable(this.page);
    if (table !== undefined) await this.write('result.md', table);
  }
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
