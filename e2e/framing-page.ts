import { expect, type FrameLocator, type Page } from '@playwright/test';

export interface Told {
  source: string;
  type?: string;
  id?: unknown;
  height?: number;
  result?: unknown;
  error?: { code: string; message: string };
  session?: { sessionId: string };
}

export type HostWindow = Window & { told: Told[]; origins: string[]; call: (call: object) => Promise<Told> };

/** A page of somebody else's, which frames the playground and notes what it is told. */
export function hostPage(src: string, size: { width: number; height: number }): string {
  return `<!doctype html><title>Host</title><link rel="icon" href="data:," /><body style="margin:0">
    <iframe title="Playground" src="${src}" width="${size.width}" height="${size.height}" style="border:0"></iframe>
    <script>
      window.told = []; window.origins = [];
      const frame = document.querySelector('iframe');
      addEventListener('message', (event) => {
        if (event.source !== frame.contentWindow) return;
        told.push(event.data); origins.push(event.origin);
      });
      let calls = 0;
      window.call = (call) => new Promise((resolve) => {
        const id = 'call-' + ++calls;
        addEventListener('message', function answer({ data }) {
          if (data.id !== id) return;
          removeEventListener('message', answer);
          resolve(data);
        });
        frame.contentWindow.postMessage({ source: 'dabble', id, ...call }, '*');
      });
    </script>`;
}

/** That page, as it is open, and the playground within by the names that it has there. */
export class FramingPage {
  readonly frame: FrameLocator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe');
  }

  async open(site: string, address: string, size = { width: 600, height: 400 }): Promise<void> {
    const url = new URL('host.html', site).href;
    await this.page.route(url, (route) =>
      route.fulfill({ contentType: 'text/html', body: hostPage(`./${address}`, size) }),
    );
    await this.page.goto(url);
    // The engine may take longer than anything else.
    await this.page.waitForFunction(() => (window as unknown as HostWindow).told.some(({ type }) => type === 'ready'));
    expect(await this.told('ready')).toHaveLength(1);
  }

  told(type: string): Promise<Told[]> {
    return this.page.evaluate((of) => (window as unknown as HostWindow).told.filter((each) => each.type === of), type);
  }

  call(method: unknown, args?: unknown): Promise<Told> {
    return this.page.evaluate((call) => (window as unknown as HostWindow).call(call), { method, args });
  }

  get region() {
    return this.frame.getByRole('region', { name: 'SQL playground' });
  }

  get editor() {
    return this.frame.getByRole('textbox', { name: 'SQL editor' });
  }

  get runButton() {
    return this.frame.getByRole('button', { name: 'Run', exact: true });
  }

  get cells() {
    return this.frame.getByRole('grid', { name: 'Query result' }).getByRole('gridcell');
  }
}
