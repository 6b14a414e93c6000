import type { ExportWorker } from '../../results/export/export-job';

/** A worker for one file. */
export function startExportWorker(): ExportWorker {
  return new Worker(new URL('../../results/export/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'dabble-export',
  });
}
