/** Files: Dabble's session beside the bare engine, and beside the package that reads Parquet. */
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { QueryContext } from '../../../src/client/query-context';
import { sharedSession } from '../../../src/client/shared-session';
import type { DataMessage } from './data.worker';

/** All in milliseconds. */
export interface DataBench {
  /** Until the session has answered. */
  open(): Promise<number>;
  openBare(): Promise<number>;
  /** Takes the file that was chosen. */
  register(engine: 'dabble' | 'bare in memory' | 'bare in place'): Promise<number>;
  run(engine: 'dabble' | 'bare', sql: string): Promise<number>;
  /** What the package alone takes to read the file that was chosen into Arrow. */
  parquetAlone(): Promise<number>;
  /** Opens a database that the browser keeps. */
  openDatabase(name: string): Promise<number>;
  /** In bytes. */
  databaseBytes(name: string): Promise<number>;
}

const client = sharedSession();
let bareWorker: Worker | undefined;

function ask(message: DataMessage): Promise<number> {
  bareWorker ??= new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' });
  const worker = bareWorker;
  return new Promise((resolve) => {
    worker.onmessage = (event: MessageEvent<number>) => {
      resolve(event.data);
    };
    worker.postMessage(message);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function run(sql: string, namespace = 'main'): Promise<void> {
  const { error } = await client.run(new QueryContext(await client.ready(), sql, { namespace }));
  if (error) throw new Error(error.message);
}

function chosenFile(): File {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file was chosen.');
  return file;
}

const bench: DataBench = {
  open: () => timed(() => run('select 42')),
  openBare: () => ask({ open: wasmUrl }),
  register: (engine) => {
    const file = chosenFile();
    if (engine !== 'dabble') return ask({ register: file, inPlace: engine === 'bare in place' });
    return timed(() => client.addFile(file.name, file));
  },
  run: (engine, sql) => (engine === 'bare' ? ask({ sql }) : timed(() => run(sql))),
  parquetAlone: () => ask({ parquet: chosenFile() }),
  openDatabase: (name) =>
    timed(async () => {
      await client.databases.open(name);
      await run('select 42', name);
    }),
  async databaseBytes(name) {
    return (await client.databases.list()).find((each) => each.name === name)?.sizeBytes ?? 0;
  },
};

Object.assign(window, { bench });
