import { EngineError } from './c-api/error';
import type { Connection } from './connection';
import type { StandIns } from './stand-ins';
import type { ColumnFile } from './supplier';

/** What a statement needs of a file. */
export interface Need {
  /** Columns, by their places. */
  columns: ReadonlySet<number>;
  /** From the first row on. */
  rowCount: number;
}

/** By path. A file that is not among them is needed whole. */
export type Needs = ReadonlyMap<string, Need>;

interface Known {
  file: ColumnFile;
  /** As the engine has them. */
  columns: { name: string; type: string }[];
  /** Begins the names of the outline's columns, which are found again in a plan; a column's place follows. */
  prefix: string;
  /** False where a type cannot be written down, so that the file can only be read whole. */
  canBePart: boolean;
  /** What has been read of it. */
  parts: (Need & { key: string })[];
}

const OUTLINE = 'outline';

/**
 * Files of which no more is read than statements need. For each there is an outline, a table without rows: a plan that is made with
 * it tells the columns that are needed. What is given a statement to run on has all columns of the file, too; those that were not
 * read are an error as soon as a value of theirs is asked for, so that a wrong guess can make no wrong rows.
 */
export class ColumnFiles {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly standIns: StandIns,
    /** @returns the text of an error by which the file is known to be needed whole */
    private readonly lacking: (path: string) => string,
  ) {}

  /** False for a file that was never opened, has been forgotten, or has been read whole. */
  has(path: string): boolean {
    if (this.standIns.source(outlineOf(path)) === undefined) this.#known.delete(path);
    return this.#known.has(path);
  }

  /** @throws Error where the engine refuses the columns */
  async open(path: string, file: ColumnFile, giveWay: () => Promise<void>): Promise<void> {
    let known: Known | undefined;
    await this.standIns.fill(outlineOf(path), only(file.schema), giveWay, (connection, database) => {
      const prefix = `${database}c`;
      const columns = columnsOf(connection, database);
      const names = columns.map((_, place) => `${prefix}${place}`).join(', ');
      connection.run(`CREATE TABLE ${OUTLINE} AS SELECT * FROM data AS t(${names})`);
      known = { file, columns, prefix, canBePart: areTypes(connection, columns), parts: [] };
    });
    if (known) this.#known.set(path, known);
  }

  /** SQL to bind and plan a statement with, never to run it on: it gives no rows. */
  outline(path: string): string | undefined {
    const known = this.#known.get(path);
    const source = this.standIns.source(outlineOf(path), OUTLINE);
    return known && source && selection(known, (place) => `"${known.prefix}${place}"`, source);
  }

  /** SQL that gives the rows to who needs so much; undefined where it has not been read. */
  source(path: string, need: Need | undefined): string | undefined {
    const known = this.#known.get(path);
    if (!known || !need) return undefined;
    // Counting takes no column.
    const none = { columns: new Set<number>(), rowCount: Infinity, source: `FROM range(${known.file.rowCount})` };
    const part = [none, ...this.#partsOf(known)]
      .filter((each) => covers(each, need))
      .sort((a, b) => a.columns.size - b.columns.size)[0];
    if (!part) return undefined;
    const error = `error(${quoted(this.lacking(path))})`;
    const valueOf = (place: number) =>
      part.columns.has(place) ? `"c${place}"` : `${error}::${known.columns[place]?.type}`;
    return selection(known, valueOf, part.source);
  }

  /** What a plan with outlines needs of each of some files. @param rowCount at most so many of their first rows */
  needsIn(plan: string, paths: Iterable<string>, rowCount: number): Needs {
    const needs = new Map<string, Need>();
    for (const path of paths) {
      const known = this.#known.get(path);
      if (!known?.canBePart) continue;
      const places = Array.from(plan.matchAll(new RegExp(`\\b${known.prefix}(\\d+)\\b`, 'g')), ([, place]) =>
        Number(place),
      );
      needs.set(path, { columns: new Set(places), rowCount });
    }
    return needs;
  }

  /** Reads what is needed of a file; without a need, all of it. @throws what the file throws */
  async fill(path: string, need: Need | undefined, signal: AbortSignal, giveWay: () => Promise<void>): Promise<void> {
    const known = this.#known.get(path);
    if (!known) return;
    const { file } = known;
    const isWhole =
      !need || (need.columns.size === file.columnCount && file.rowsInGroups(need.rowCount) === file.rowCount);
    // All else that there is of it goes then.
    if (isWhole) return this.standIns.fill(path, file.read({ signal }), giveWay);
    const { columns } = need;
    const rowCount = file.rowsInGroups(need.rowCount) === file.rowCount ? Infinity : file.rowsInGroups(need.rowCount);
    const part = { columns, rowCount, key: `${outlineOf(path)} ${[...columns].join()} ${rowCount}` };
    await this.standIns.fill(part.key, file.read({ columns, rowCount, signal }), giveWay);
    // Others may have been read meanwhile.
    const lesser = known.parts.filter((other) => covers(part, other));
    for (const { key } of lesser) this.standIns.forget(key);
    known.parts = [...known.parts.filter((other) => !lesser.includes(other)), part];
  }

  /** True where the file turned out to be another one by now. */
  hasChanged(path: string): boolean {
    return this.#known.get(path)?.file.hasChanged ?? false;
  }

  #partsOf({ parts }: Known): (Need & { source: string })[] {
    return parts.flatMap((part) => {
      const source = this.standIns.source(part.key);
      return source === undefined ? [] : [{ ...part, source }];
    });
  }
}

/** What comes of a file is forgotten together with it: see `StandIns.forget`. */
function outlineOf(path: string): string {
  return `${path}#\0`;
}

function selection({ columns }: Known, valueOf: (place: number) => string, source: string): string {
  const values = columns.map(({ name }, place) => `${valueOf(place)} AS "${name.replaceAll('"', '""')}"`);
  return `SELECT ${values.join(', ')} ${source}`;
}

function columnsOf(connection: Connection, database: string): Known['columns'] {
  const about = `FROM duckdb_columns() WHERE database_name = '${database}' ORDER BY column_index`;
  const types = connection.texts(`SELECT data_type ${about}`);
  return connection
    .texts(`SELECT column_name ${about}`)
    .map((name, place) => ({ name, type: types[place] ?? 'VARCHAR' }));
}

function areTypes(connection: Connection, columns: Known['columns']): boolean {
  try {
    connection.run(`SELECT ${columns.map(({ type }) => `NULL::${type}`).join(', ')}`);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown;
    return false;
  }
}

function covers(part: Need, need: Need): boolean {
  return part.rowCount >= need.rowCount && [...need.columns].every((column) => part.columns.has(column));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function* only(stream: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(stream);
}
