import type { DataType } from '../../protocol/data-type';
import { toPlaygroundError } from '../../protocol/error';
import type { Column } from '../../protocol/query';
import { exportFormats, type ExportFormat } from '../../results/export/export-format';
import { ExportJob } from '../../results/export/export-job';
import { saveFile } from '../save-file';
import { startExportWorker } from './export-worker';
import type { ResultTab } from './result-tab.svelte';

const TEXT: DataType = { kind: 'VARCHAR', name: 'VARCHAR' };

const ONLY_KEPT = 'Only the rows that the page keeps: running the statement again could give others.';

/** Where an export is. */
export type ExportPhase = 'running' | 'done' | 'stopped' | 'failed';

/** One result on its way into a file. */
export class ExportRun {
  rowCount = $state(0);
  byteCount = $state(0);
  phase = $state<ExportPhase>('running');
  message = $state('');
  readonly #stop = new AbortController();

  constructor(
    private readonly tab: ResultTab,
    readonly format: ExportFormat,
    readonly fileName: string,
  ) {}

  /** Rows that the file will have. */
  get totalRows(): number {
    return this.tab.sorted?.rowCount ?? this.tab.statement.rowCount;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** Writes the file and hands it over to the browser, which saves it. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    let job: ExportJob | undefined;
    const begin = (types: readonly Column[]): ExportJob => {
      const columns = this.tab.store.columns.map(({ name }, i) => ({ name, type: types[i]?.type ?? TEXT }));
      return new ExportJob(startExportWorker(), this.format, columns, { header: true, tableName: 'result' });
    };
    const stop = (): void => job?.cancel();
    signal.addEventListener('abort', stop);
    window.addEventListener('beforeunload', warn);
    try {
      await this.tab.read(async (batch, columns) => {
        job ??= begin(columns);
        await job.write(batch);
        this.rowCount += batch.rowCount;
        this.byteCount = job.byteCount;
      }, signal);
      job ??= begin(this.tab.store.columns);
      saveFile(await job.finish(), this.fileName);
      this.phase = 'done';
      if (this.rowCount < this.totalRows) this.message = ONLY_KEPT;
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
