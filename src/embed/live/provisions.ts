import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import { QueryError } from '../../protocol/error';
import type { Provisions } from '../../ui/runner.svelte';
import { fetchFile } from '../content';
import type { LiveHost } from '../live-part';
import { isDone, isShared, noteSetup, setupOf, type KnownSetup } from './page-namespaces';
import { namespaceOf } from './own-namespace';
import { declaredFiles, filesNamedIn, type DeclaredFile } from './declared-files';
import { dependencies, isRunnable, markupError, readSetup } from './page-references';

/** Files that are in the session or on their way, by address. */
const deliveries = new Map<string, Promise<void>>();
const delivered = new Set<string>();

/** What a playground's run needs: the playgrounds it depends on, its namespace's setup, the files that its SQL names. */
export class PlaygroundProvisions implements Provisions {
  constructor(
    private readonly client: SessionClient,
    private readonly host: LiveHost,
  ) {}

  has(sql: string): boolean {
    const { dependsOn, setup } = this.host.options;
    const known = this.#knownSetup;
    const isSetUp = setup === undefined || (known?.setup === setup && known.isDone);
    const isAfterOthers = dependsOn.length === 0 || this.#hasRunOthers();
    return isSetUp && isAfterOthers && this.#missing(sql).length === 0;
  }

  async deliverFor(sql: string): Promise<void> {
    await this.#runOthers();
    await this.#setUp();
    await this.#deliver(sql);
  }

  /** The setup's, as long as it is this playground's too. */
  get queryId(): string | undefined {
    return this.host.options.setup === undefined ? undefined : this.#knownSetup?.queryId;
  }

  get #knownSetup(): KnownSetup | undefined {
    return setupOf(namespaceOf(this.host));
  }

  async #runOthers(): Promise<void> {
    for (const other of dependencies(this.host.element)) {
      if (!isRunnable(other)) throw markupError(`#${other.id} is no playground that could run first.`);
      if (isDone(other)) continue;
      const { status, error } = await other.run();
      if (status === 'succeeded') continue;
      const reason = error ? `: ${error.message}` : '.';
      throw markupError(`The playground #${other.id}, which has to run first, ended as ${status}${reason}`);
    }
  }

  /** Whether what others have made for this one is there still. */
  #hasRunOthers(): boolean {
    try {
      return dependencies(this.host.element).every(isDone);
    } catch {
      // Told by who runs them.
      return false;
    }
  }

  async #setUp(): Promise<void> {
    const { setup } = this.host.options;
    if (setup === undefined) return;
    const namespace = namespaceOf(this.host);
    const known = this.#knownSetup;
    if (known && known.setup !== setup) {
      throw markupError(
        `The namespace “${namespace}” has been set up by “${known.setup}” already, so “${setup}” cannot. Give this playground a namespace of its own.`,
      );
    }
    if (known) return known.done;
    const begun: KnownSetup = { setup, done: Promise.resolve(), isDone: false, queryId: undefined };
    begun.done = this.#runSetup(begun, namespace);
    noteSetup(namespace, begun);
    return begun.done;
  }

  async #runSetup(begun: KnownSetup, namespace: string): Promise<void> {
    const { setup } = begun;
    const sql = await readSetup(setup);
    await this.#deliver(sql);
    const session = await this.client.ready();
    // What the page's author wrote, whatever its reader may do.
    const context = new QueryContext(session, sql, { namespace, role: 'author', origin: 'embed', maxRows: 0 });
    begun.queryId = context.id;
    const { error } = await this.client.run(context);
    if (!error) return;
    const message = `The setup “${setup}” failed: ${error.message}`;
    const hint = await this.#clearAway(namespace, error.hint);
    throw new QueryError({ code: error.code, message, statementIndex: 0, ...(hint === undefined ? {} : { hint }) });
  }

  /** What a setup had made before it failed is in the way of its next try. Returns what else there is to say. */
  async #clearAway(namespace: string, hint: string | undefined): Promise<string | undefined> {
    if (isShared(namespace)) {
      const advice = `What it had made is still there, beside what others have made in “${namespace}”: “Reset text and data” empties it.`;
      return hint === undefined ? advice : `${hint} ${advice}`;
    }
    await this.client.resetNamespace(namespace).catch(() => undefined);
    return hint;
  }

  #missing(sql: string): DeclaredFile[] {
    return filesNamedIn(sql, declaredFiles().files).filter(({ src }) => !delivered.has(src));
  }

  async #deliver(sql: string): Promise<void> {
    await Promise.all(this.#missing(sql).map((file) => this.#deliverFile(file)));
  }

  #deliverFile({ name, src }: DeclaredFile): Promise<void> {
    let delivery = deliveries.get(src);
    if (!delivery) {
      delivery = fetchFile(`The file “${name}”`, src).then(async (data) => {
        await this.client.addFile(name, data, src);
        delivered.add(src);
      });
      deliveries.set(src, delivery);
      delivery.catch(() => deliveries.delete(src));
    }
    return delivery;
  }
}
