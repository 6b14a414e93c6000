import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type {
  FileInfo,
  PlaygroundDriver,
  QueryResult,
  Role,
  RunOptions,
  SessionInfo,
  SessionState,
} from '../driver/playground-driver';
import { EmbeddedPlayground } from './embedded-playground';
import { names } from './names';
import { Surface } from './surface';

/** What the app is opened with: docs/address.md. */
export interface PlaygroundAddress {
  /** Shown, and run only at a click, or with `run`. */
  sql?: string;
  theme?: Theme;
  /** The compact layout. */
  embed?: boolean;
  namespace?: string;
  role?: Role;
  /** Run on load, as reader. */
  run?: boolean;
}

export type Theme = 'auto' | 'light' | 'dark';

/** A file's content, or where it is on this machine. */
export type FileSource = string | Uint8Array | { path: string };

/** Any page that Dabble builds, once its script has run. */
type DrivenWindow = Window & { playground: PlaygroundDriver };

/** The app's page as scripts speak of it: what people see, by role and name, and `window.playground`. */
export class Playground extends Surface {
  readonly region: Locator;
  readonly catalog: Locator;

  /**
   * @param address of the app, ending in `/`.
   * @param isDemo whether it is opened so that two recordings are the same.
   */
  constructor(
    page: Page,
    readonly address = './',
    private readonly isDemo = false,
  ) {
    const region = page.getByRole('region', { name: names.region, exact: true });
    // Dialogs and menus stand outside of the region.
    super(page, region, page.locator('body'));
    this.region = region;
    this.catalog = page.getByRole('tree', { name: names.catalog });
  }

  /** Opens the app and waits for its session. @param at as query string and fragment, or in words. */
  async goto(at: string | PlaygroundAddress = ''): Promise<SessionInfo> {
    const wanted = typeof at === 'string' ? at : addressOf(at);
    const [search = '', ...fragment] = wanted.split('#');
    const options = this.isDemo ? `${search === '' ? '?' : `${search}&`}demo` : search;
    const hash = fragment.length > 0 ? `#${fragment.join('#')}` : '';
    await this.page.goto(`${this.address}${options}${hash}`);
    return this.ready();
  }

  /** The open session. Rejects when there is none to be had. */
  async ready(): Promise<SessionInfo> {
    await this.page.waitForFunction(() => 'playground' in window);
    return this.page.evaluate(() => (window as unknown as DrivenWindow).playground.ready());
  }

  /** An element on a page of documentation, by its id. */
  embed(id: string): EmbeddedPlayground {
    return new EmbeddedPlayground(this.page.locator(`[id="${id}"]`));
  }

  /** Runs SQL on its own: the editor, and what the page shows, stay as they are. */
  query(sql: string, options: RunOptions = {}): Promise<QueryResult> {
    // Parameters nest without end, which the types of `evaluate` cannot follow.
    const plainOptions: object = options;
    return this.page.evaluate(
      ([text, runOptions]) => (window as unknown as DrivenWindow).playground.run(text, runOptions),
      [sql, plainOptions] as const,
    );
  }

  /** Runs one statement of the editor's text. @param index from 0. */
  runStatement(index: number): Promise<QueryResult> {
    return this.page.evaluate((at) => (window as unknown as DrivenWindow).playground.runEditor(at), index);
  }

  async setSql(sql: string): Promise<void> {
    await this.page.evaluate((text) => {
      (window as unknown as DrivenWindow).playground.setSql(text);
    }, sql);
  }

  getSql(): Promise<string> {
    return this.page.evaluate(() => (window as unknown as DrivenWindow).playground.getSql());
  }

  async write(text: string): Promise<void> {
    await this.page.evaluate((written) => {
      (window as unknown as DrivenWindow).playground.type(written);
    }, text);
  }

  lastResult(): Promise<QueryResult | null> {
    return this.page.evaluate(() => (window as unknown as DrivenWindow).playground.result());
  }

  state(): Promise<SessionState> {
    return this.page.evaluate(() => (window as unknown as DrivenWindow).playground.state());
  }

  /** Registers a file, as `FROM 'name'` then reads it. */
  async addFile(name: string, data: FileSource): Promise<FileInfo> {
    const content = await contentOf(data);
    return this.page.evaluate(
      ([fileName, bytes]) => (window as unknown as DrivenWindow).playground.addFile(fileName, bytes),
      [name, content] as const,
    );
  }

  /** Drops files onto the page, as a mouse does. @param files paths, or names with contents. */
  async dropFile(...files: (string | { name: string; data: string | Uint8Array })[]): Promise<void> {
    const dropped = await Promise.all(
      files.map(async (file) => {
        const { name, data } = typeof file === 'string' ? { name: basename(file), data: await readFile(file) } : file;
        return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(data) };
      }),
    );
    await this.region.drop({ files: dropped });
    await expect
      .poll(async () => {
        const { statements } = await this.query('SELECT file_name FROM sys.files');
        return statements[0]?.rows.map(([name]) => name);
      })
      .toEqual(expect.arrayContaining(dropped.map(({ name }) => name)));
  }

  /** The catalog, opened where it is a drawer. */
  async openCatalog(): Promise<Locator> {
    const drawer = this.page.getByRole('button', { name: 'Open the catalog' });
    // A window's new width reaches the layout with the next frame.
    await this.page.evaluate(() => new Promise(requestAnimationFrame));
    await expect(this.catalog.or(drawer).first()).toBeVisible();
    if (!(await this.catalog.isVisible())) await drawer.click();
    await expect(this.catalog).toBeVisible();
    return this.catalog;
  }

  /** Chooses a theme by the page's switch. */
  async theme(theme: Theme): Promise<void> {
    const label = theme === 'auto' ? 'Theme of the system' : `${theme === 'light' ? 'Light' : 'Dark'} theme`;
    await this.page.getByRole('radio', { name: label }).check();
  }
}

function addressOf({ sql, embed, run, ...values }: PlaygroundAddress): string {
  const flags = Object.entries({ embed, run }).flatMap(([name, isOn]) => (isOn ? [name] : []));
  const options = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const search = [...flags, ...options].join('&');
  return `${search === '' ? '' : `?${search}`}${sql === undefined ? '' : `#sql=${encodeURIComponent(sql)}`}`;
}

async function contentOf(data: FileSource): Promise<string | Uint8Array> {
  if (typeof data === 'string') return data;
  return data instanceof Uint8Array ? new Uint8Array(data) : new Uint8Array(await readFile(data.path));
}
