import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import { QueryError } from '../../protocol/error';
import type { Provisions } from '../../ui/runner.svelte';
import { fetchFile } from '../content';
import type { LiveHost } from '../live-part';
import { declaredFiles, filesNamedIn, type DeclaredFile } from '../playground-data';
import { dependencies, isRunnable, markupError, readSetup } from './page-references';

/** Setups that have run or are running, by namespace: each namespace has one. */
const setups = new Map<string, { setup: string; done: Promise<void> }>();
/** Files that are in the session or on their way, by address. */
const deliveries = new Map<string, Promise<void>>();
const delivered = new Set<string>();

/** A namespace is empty again: what set it up has to do so once more. */
export function forgetSetup(namespace: string): void {
  setups.delete(namespace.toLowerCase());
}

/** What a playground's run needs: the playgrounds it depends on, its namespace's setup, the files that its SQL names. */
export class PlaygroundProvisions implements Provisions {
  /** Playgrounds that ran because this one depends on them, since the last reset. */
  #hasRunOthers = false;
  #setupText: Promise<string> | undefined;

  constructor(
    private readonly client: SessionClient,
    private readonly host: LiveHost,
  ) {}

  has(sql: string): boolean {
    const { dependsOn, setup } = this.host.options;
    const isSetUp = setup === undefined || this.#knownSetup?.setup === setup;
    const isAfterOthers = dependsOn.length === 0 || this.#hasRunOthers;
    return isSetUp && isAfterOthers && this.#missing(sql).length === 0;
  }

  async deliverFor(sql: string): Promise<void> {
    await this.#runOthers();
    await this.#setUp();
    await this.#deliver(sql);
  }

  forget(): void {
    this.#hasRunOthers = false;
  }

  get #knownSetup(): { setup: string; done: Promise<void> } | undefined {
    return setups.get(this.host.namespace.toLowerCase());
  }

  async #runOthers(): Promise<void> {
    if (this.#hasRunOthers) return;
    for (const other of dependencies(this.host.element)) {
      if (!isRunnable(other)) throw markupError(`#${other.id} is no playground that could run first.`);
      if (other.dataset.state === 'success') continue;
      const { status, error } = await other.run();
      if (status === 'succeeded') continue;
      const reason = error ? `: ${error.message}` : '.';
      throw markupError(`The playground #${other.id}, which has to run first, ended as ${status}${reason}`);
    }
    this.#hasRunOthers = true;
  }

  async #setUp(): Promise<void> {
    const { setup } = this.host.options;
    if (setup === undefined) return;
    const { namespace } = this.host;
    const known = this.#knownSetup;
    if (known && known.setup !== setup) {
      throw markupError(
        `The namespace “${namespace}” has been set up by “${known.setup}” already, so “${setup}” cannot. Give this playground a namespace of its own.`,
      );
    }
    if (known) return known.done;
    const done = this.#runSetup(setup);
    setups.set(namespace.toLowerCase(), { setup, done });
    // What failed is tried again by the next run.
    done.catch(() => {
      forgetSetup(namespace);
    });
    return done;
  }

  async #runSetup(setup: string): Promise<void> {
    this.#setupText ??= readSetup(setup);
    let sql: string;
    try {
      sql = await this.#setupText;
    } catch (thrown) {
      this.#setupText = undefined;
      throw thrown;
    }
    await this.#deliver(sql);
    const session = await this.client.ready();
    const { namespace } = this.host;
    // What the page's author wrote, whatever its reader may do.
    const context = new QueryContext(session, sql, { namespace, role: 'author', origin: 'embed', maxRows: 0 });
    const { error } = await this.client.run(context);
    if (!error) return;
    const { position: _, ...detail } = error;
    throw new QueryError({ ...detail, message: `The setup “${setup}” failed: ${error.message}`, statementIndex: 0 });
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
