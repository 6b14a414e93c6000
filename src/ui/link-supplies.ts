import type { LinkContent, LinkedFile } from '../client/link-content';
import { QueryContext } from '../client/query-context';
import type { RunAs } from '../client/run-as';
import type { SessionClient } from '../client/session-client';
import { QueryError, queryError, type PlaygroundError } from '../protocol/error';
import type { SessionInfo } from '../protocol/session';
import type { Supply } from './runner.svelte';
import type { SampleShelf } from './samples';

/** What links bring besides their SQL, on its way into the session or in it: files first, then what sets up. Each once. */
export class LinkSupplies {
  /** Where each file that a link brought is from, by its name. */
  readonly #files = new Map<string, string>();
  readonly #setUp = new Set<string>();

  constructor(
    private readonly client: SessionClient,
    private readonly samples: SampleShelf,
  ) {}

  /**
   * What a run needs of what its link brings, as far as the role allows: nothing, where all of it is there.
   *
   * @throws QueryError when it is awaited: `FILE_ERROR` when a file cannot be had, or what the setup ran into.
   */
  supplyFor(content: LinkContent | undefined, runAs: RunAs): Supply {
    return (session, signal) => {
      if (!content || this.#has(content, runAs)) return undefined;
      return this.#deliver(content, runAs, session, signal);
    };
  }

  #has(content: LinkContent, { namespace }: RunAs): boolean {
    return this.#missingFiles(content).length === 0 && this.#isSetUp(content, namespace);
  }

  async #deliver(content: LinkContent, runAs: RunAs, session: SessionInfo, signal: AbortSignal): Promise<void> {
    await this.#bringFiles(this.#missingFiles(content), signal);
    if (content.setup !== undefined && !this.#isSetUp(content, runAs.namespace)) {
      await this.samples.deliverFor(content.setup);
      signal.throwIfAborted();
      await this.#runSetup(content.setup, runAs, session, signal);
      this.#setUp.add(setupKey(content.setup, runAs.namespace));
    }
  }

  #missingFiles({ data = [] }: LinkContent): LinkedFile[] {
    return data.filter(({ name, src }) => this.#files.get(name) !== src);
  }

  #isSetUp({ setup }: LinkContent, namespace: string): boolean {
    return setup === undefined || setup.trim() === '' || this.#setUp.has(setupKey(setup, namespace));
  }

  async #bringFiles(files: readonly LinkedFile[], signal: AbortSignal): Promise<void> {
    if (files.length === 0) return;
    const known = await this.client.files();
    for (const { name } of files) {
      if (this.#files.has(name) || !known.some((file) => file.name === name)) continue;
      // What the visitor put there is not a link's to replace.
      const message = `The link brings a file named ${name}, and the session has another one of that name.`;
      throw queryError('FILE_ERROR', message, 'Reload the page for an empty session, then run the link again.');
    }
    await Promise.all(
      files.map(async ({ name, src }) => {
        const data = await fetchFile({ name, src }, signal);
        signal.throwIfAborted();
        await this.client.addFile(name, data, src);
        this.#files.set(name, src);
      }),
    );
  }

  async #runSetup(sql: string, runAs: RunAs, session: SessionInfo, signal: AbortSignal): Promise<void> {
    const context = new QueryContext(session, sql, { ...runAs, maxRows: 0 });
    const stop = (): void => void this.client.cancel(context.id).catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    const { error } = await this.client.run(context);
    signal.removeEventListener('abort', stop);
    if (error) throw new QueryError(setupError(error, runAs));
  }
}

function setupKey(setup: string, namespace: string): string {
  return `${namespace.toLowerCase()}\n${setup}`;
}

/** Without its position, which is none in the SQL that is on the page. */
function setupError({ position: _, ...error }: PlaygroundError, { role, origin }: RunAs): PlaygroundError {
  const message = `The setup of this link failed. ${error.message}`;
  if (error.code !== 'PERMISSION_DENIED') return { ...error, message, statementIndex: 0 };
  const hint =
    origin === 'link'
      ? 'The setup changes the session. Press “Take over” if you trust the link, then run it again.'
      : `This page may do no more than the role ${role} may.`;
  return { ...error, message, statementIndex: 0, hint };
}

async function fetchFile({ name, src }: LinkedFile, signal: AbortSignal): Promise<Blob> {
  const from = new URL(src).host;
  const failed = (reason: string, hint: string): QueryError =>
    queryError('FILE_ERROR', `The file ${name} could not be fetched from ${from}: ${reason}.`, hint);
  let response: Response;
  try {
    // Nobody's cookies: the link decides what is asked, and the visitor has not been asked.
    response = await fetch(src, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (response.ok) return await response.blob();
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw failed(
      'the server cannot be reached, or does not let other sites read the file (CORS)',
      `Check the connection. Whoever runs ${from} has to send the header Access-Control-Allow-Origin.`,
    );
  }
  throw failed(`the server answered ${response.status}`, `Whoever made the link has to check the address ${src}`);
}
