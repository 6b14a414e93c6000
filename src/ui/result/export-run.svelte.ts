import type { DataType } from '../../protocol/data-type';
import { toPlaygroundError } from '../../protocol/error';
import type { Column } from '../../protocol/query';
import { exportFormats, type ExportFormat } from '../../results/export/export-format';
import { ExportJob } from '../../results/export/export-job';
import type { RowSink } from '../../client/open-query';
import { saveFile } from '../save-file';
import ExportProgress from './ExportProgress.svelte';
import { startExportWorker } from './export-worker';
import type { ResultTab } from './result-tab.svelte';

const TEXT: DataType = { kind: 'VARCHAR', name: 'VARCHAR' };

/** Rows that go into a file. */
export interface ExportSource {
  /** Rows that the file will have; undefined where nobody knows before they have come. */
  readonly rowCount: number | undefined;
  /** What a table is called that is made of them. */
  readonly tableName: string;
  /** Gives all rows, with the names that they shall have, and in the end the columns again. @throws QueryError */
  read(sink: RowSink, signal: AbortSignal): Promise<readonly Column[]>;
}

const ONLY_KEPT = 'Only the rows that the page keeps: running the statement again could give others.';

/** Where an export is. */
export type ExportPhase = 'running' | 'done' | 'stopped' | 'failed';

/** Exports a result as it is shown, instead of what it was exported as before. */
export async function exportResult(tab: ResultTab, format: ExportFormat): Promise<void> {
  tab.exportRun?.cancel();
  tab.exportRun = new ExportRun(sourceOf(tab), format, fileNameOf(format, 'result'));
  await tab.exportRun.run();
}

function sourceOf(tab: ResultTab): ExportSource {
  const { columns } = tab.store;
  const named = (types: readonly Column[]): Column[] =>
    columns.map(({ name }, i) => ({ name, type: types[i]?.type ?? TEXT }));
  return {
    get rowCount() {
      return tab.sorted?.rowCount ?? tab.statement.rowCount;
    },
    tableName: 'result',
    read: async (sink, signal) => {
      await tab.read((batch, types) => sink(batch, named(types)), signal);
      return columns;
    },
  };
}

/** Rows on their way into a file. */
export class ExportRun {
  rowCount = $state(0);
  byteCount = $state(0);
  phase = $state<ExportPhase>('running');
  message = $state('');
  /** What shows it: loaded along with it. */
  readonly View = ExportProgress;
  readonly #stop = new AbortController();

  constructor(
    private readonly source: ExportSource,
    readonly format: ExportFormat,
    readonly fileName: string,
  ) {}

  /** Rows that the file will have; undefined where nobody knows yet. */
  get totalRows(): number | undefined {
    return this.source.rowCount;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** Writes the file and hands it over to the browser, which saves it. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    let job: ExportJob | undefined;
    const { tableName } = this.source;
    const begin = (columns: readonly Column[]): ExportJob =>
      new ExportJob(startExportWorker(), this.format, columns, { header: true, tableName });
    const stop = (): void => job?.cancel();
    signal.addEventListener('abort', stop);
    window.addEventListener('beforeunload', warn);
    try {
      const columns = await this.source.read(async (batch, columnsNow) => {
        job ??= begin(columnsNow);
        await job.write(batch);
        this.rowCount += batch.rowCount;
        this.byteCount = job.byteCount;
      }, signal);
      job ??= begin(columns);
      saveFile(await job.finish(), this.fileName);
      this.phase = 'done';
      if (this.rowCount < (this.totalRows ?? 0)) this.message = ONLY_KEPT;
    } catch (thrown) {
      this.phase = signal.aborted ? 'stopped' : 'failed';
      // What failed first: the rest followed from it.
      this.message = toPlaygroundError(job?.failure ?? thrown, 'FILE_ERROR').message;
    } finally {
      job?.cancel();
      signal.removeEventListener('abort', stop);
      window.removeEventListener('beforeunload', warn);
    }
  }
}

/** A page that is left now takes the export with it: the browser asks. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** `result.csv` */
export function fileNameOf(format: ExportFormat, base: string): string {
  return `${base}.${exportFormats[format].extension}`;
}
