import type { SessionClient } from '../client/session-client';
import type { QueryResult } from '../client/query-result';
import { lowerRole } from '../client/run-as';
import { toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { Role } from '../protocol/query';
import type { SessionInfo } from '../protocol/session';
import { readCall } from './frame-call';
import type { DrivenEditor, SqlRuns } from './sql-runs';

/** What the page tells the one that frames it, unasked. */
export type FrameEvent =
  /** A session is open: at the start, and again after each restart. */
  | { type: 'ready'; session: SessionInfo }
  /** What the content needs, in CSS pixels. */
  | { type: 'resize'; height: number }
  /** How a run of the editor ended. */
  | { type: 'result'; result: QueryResult }
  /** The session is gone, or a run of the editor failed. */
  | { type: 'error'; error: PlaygroundError };

/** How a call is answered, under the id that it came with. */
export type FrameAnswer = { id: unknown; result: unknown } | { id: unknown; error: PlaygroundError };

/** The editor, as a framing page may use it. */
export interface FramedEditor extends DrivenEditor {
  setSqlForEmbedder(sql: string): void;
}

/** A page that frames this one is a stranger: what it asks may do no more than this. */
const MOST: Role = 'author';

/** Where the page stands in another, tells that one what happens, and does what it asks. */
export class Frame {
  #sessionId = '';
  #error: PlaygroundError | undefined;
  #height = 0;

  /** @param opening what calls wait for: settles when the editor has what the address brings. */
  constructor(
    private readonly host: Window,
    client: SessionClient,
    private readonly editor: FramedEditor,
    private readonly runs: SqlRuns,
    private readonly opening: Promise<unknown>,
  ) {
    addEventListener('message', (event) => {
      if (event.source === host) void this.#answer(event);
    });
    client.subscribe(({ info, error }) => {
      if (info && info.sessionId !== this.#sessionId) this.#tell({ type: 'ready', session: info });
      if (info) this.#sessionId = info.sessionId;
      if (error && error !== this.#error) this.#tell({ type: 'error', error });
      this.#error = error;
    });
  }

  /** A run of the editor has ended. */
  ended(result: QueryResult): void {
    this.#tell({ type: 'result', result });
    if (result.status === 'failed' && result.error) this.#tell({ type: 'error', error: result.error });
  }

  resized(height: number): void {
    if (height === this.#height) return;
    this.#height = height;
    this.#tell({ type: 'resize', height });
  }

  /** The framing window cannot become another page without this one's end: whoever it is, it is who shows this. */
  #tell(event: FrameEvent): void {
    this.host.postMessage({ source: 'dabble', ...event }, '*');
  }

  async #answer({ data, origin }: MessageEvent<unknown>): Promise<void> {
    if (typeof data !== 'object' || data === null || !('source' in data) || data.source !== 'dabble') return;
    const { id, method, args } = data as { id?: unknown; method?: unknown; args?: unknown };
    let answer: FrameAnswer;
    try {
      await this.opening;
      answer = { id, result: await this.#perform(method, args) };
    } catch (thrown) {
      answer = { id, error: toPlaygroundError(thrown, 'INVALID_MESSAGE') };
    }
    // Pages of no origin of their own, such as files and sandboxes, cannot be named.
    this.host.postMessage({ source: 'dabble', ...answer }, /^https?:/.test(origin) ? origin : '*');
  }

  async #perform(method: unknown, args: unknown): Promise<unknown> {
    const call = readCall(method, args);
    switch (call.method) {
      case 'run': {
        if (call.sql === undefined) return this.editor.run(lowerRole(MOST, call.options.role ?? MOST));
        const most = lowerRole(MOST, this.editor.role);
        const role = lowerRole(most, call.options.role ?? most);
        return this.runs.run(call.sql, { ...call.options, role }, 'embed');
      }
      case 'cancel':
        return this.runs.cancel(call.queryId);
      case 'setSql':
        this.editor.setSqlForEmbedder(call.sql);
        return null;
      case 'getSql':
        return this.editor.getSql();
      default:
        return call satisfies never;
    }
  }
}
