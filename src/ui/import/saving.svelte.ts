import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import { QueryError } from '../../protocol/error';
import type { Column } from '../../protocol/query';
import type { ExportFormat } from '../../results/export/export-format';
import type { CatalogSubject } from '../catalog-tree';
import { ExportRun, fileNameOf, type ExportSource } from '../result/export-run.svelte';
import type { SampleShelf } from '../samples';
import { relationOf, tableName } from './file-sql';
import type { Bench } from './bench';

/** Tables, views and files of the catalog on their way into a file, one at a time. */
export class Saving {
  #run = $state.raw<ExportRun>();

  constructor(
    private readonly client: SessionClient,
    private readonly samples: SampleShelf,
    private readonly bench: Pick<Bench, 'namespace' | 'role'>,
  ) {}

  /** The last one, until it is put away. */
  get run(): ExportRun | undefined {
    return this.#run;
  }

  async save(subject: CatalogSubject, format: ExportFormat): Promise<void> {
    this.#run?.cancel();
    const run = new ExportRun(this.#sourceOf(subject), format, fileNameOf(format, bareName(subject)));
    this.#run = run;
    await run.run();
  }

  dismiss(): void {
    this.#run?.cancel();
    this.#run = undefined;
  }

  #sourceOf(subject: CatalogSubject): ExportSource {
    const { namespace, role } = this.bench;
    const sql = `FROM ${isFile(subject) ? relationOf(subject.name) : subject.name}`;
    return {
      rowCount: undefined,
      tableName: bareName(subject),
      read: async (sink, signal): Promise<readonly Column[]> => {
        if (subject.kind === 'sample') await this.samples.deliverFor(sql);
        const unlimited = Number.POSITIVE_INFINITY;
        // Where the editor works: what is temporary there, and what is not committed yet, is seen from nowhere else.
        const context = new QueryContext(await this.client.ready(), sql, {
          namespace,
          role,
          origin: 'editor',
          maxRows: unlimited,
          maxBytes: unlimited,
        });
        signal.throwIfAborted();
        const stop = (): void => void this.client.cancel(context.id).catch(() => undefined);
        signal.addEventListener('abort', stop, { once: true });
        try {
          const { error, statements } = await this.client.run(context, undefined, sink);
          if (error) throw new QueryError(error);
          return statements[0]?.columns ?? [];
        } finally {
          signal.removeEventListener('abort', stop);
        }
      },
    };
  }
}

function isFile({ kind }: CatalogSubject): boolean {
  return kind === 'file' || kind === 'sample';
}

/** Without its path: `orders` for `data/orders.csv`, and for `shop.main.orders`; without quotes. */
function bareName(subject: CatalogSubject): string {
  if (isFile(subject)) return tableName(subject.name);
  const last = /(?:"(?:[^"]|"")*"|[^."]+)$/.exec(subject.name)?.[0] ?? subject.name;
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last;
}
