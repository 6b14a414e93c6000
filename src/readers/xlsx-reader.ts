import { unzipSync } from 'fflate';
import { Field, Utf8 } from 'apache-arrow';
import { readSheet } from 'read-excel-file/universal';
import { emptyStream } from './arrow-batch';
import { brokenFile, fileError, throwIfStopped } from './file-error';
import { ndjsonReader } from './json-reader';
import type { Reader } from './reader';
import { uniqueNames } from './unique-names';

type Cell = string | number | boolean | Date | null;

/** A sheet's columns by name, and its rows that are not blank. */
interface Sheet {
  names: string[];
  rows: Cell[][];
}

/** A workbook is in memory as a whole, several times over. */
const MAX_FILE_BYTES = 200 << 20;
const MAX_UNPACKED_BYTES = 1 << 30;

/** Rows that are made text of at once. */
const ROWS_PER_PART = 10_000;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Excel workbooks (.xlsx), a sheet at a time. The first row that is not blank names the columns when it is text throughout; where there is
 * no name, the sheet's own letter. Blank rows are left out. Types are told as those of JSON are.
 */
export const xlsxReader: Reader = {
  async *read(file, { part, rowLimit = Infinity, signal }) {
    throwIfStopped(signal);
    const { names, rows } = await sheetOf(file, part);
    throwIfStopped(signal);
    const wanted = rows.slice(0, rowLimit);
    if (wanted.length === 0) yield emptyStream(names.map((name) => new Field(name, new Utf8(), true)));
    else yield* ndjsonReader.read(recordsOf(names, wanted), signal ? { signal } : {});
  },
  async parts(file) {
    return sheetNames(await bytesOf(file));
  },
};

async function sheetOf(file: Blob, part: string | undefined): Promise<Sheet> {
  const names = sheetNames(await bytesOf(file));
  const name = part ?? names[0];
  if (name === undefined) throw fileError('This workbook has no sheets.', 'Add one, and save it again.');
  if (!names.includes(name)) {
    throw fileError(`There is no sheet “${name}” in this workbook.`, `It has ${names.join(', ')}.`);
  }
  let cells: Cell[][];
  try {
    // What the package's types say of dates is their class.
    cells = (await readSheet(file, name)) as unknown as Cell[][];
  } catch (thrown) {
    throw brokenFile('Excel', thrown);
  }
  const rows = cells.filter((row) => row.some((cell) => cell !== null));
  if (rows.length === 0) throw fileError(`The sheet “${name}” is empty.`, 'Choose another one.');
  return sheetFrom(rows);
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES) {
    throw fileError(
      `This workbook is larger than ${MAX_FILE_BYTES >> 20} MiB.`,
      'Save the sheet as CSV, and open that.',
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw fileError(
      'This is a workbook of an old Excel, or one with a password.',
      'Save it as .xlsx without a password.',
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw fileError('This is no Excel workbook (.xlsx).', 'Look into the file.');
  return bytes;
}

function sheetNames(bytes: Uint8Array): string[] {
  try {
    let unpackedBytes = 0;
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpackedBytes += originalSize;
        return name === 'xl/workbook.xml';
      },
    });
    if (unpackedBytes > MAX_UNPACKED_BYTES) {
      throw fileError(
        `More than ${MAX_UNPACKED_BYTES >> 20} MiB would come out of this workbook.`,
        'Save the sheet as CSV.',
      );
    }
    const workbook = files['xl/workbook.xml'];
    if (!workbook) throw fileError('This is no Excel workbook: it is another kind of ZIP file.', 'Unpack it.');
    const text = new TextDecoder().decode(workbook);
    return Array.from(text.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname=(?:"([^"]*)"|'([^']*)')/g), (match) =>
      withoutEntities(match[1] ?? match[2] ?? ''),
    );
  } catch (thrown) {
    throw brokenFile('Excel', thrown);
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function sheetFrom(rows: Cell[][]): Sheet {
  const [first = []] = rows;
  const isHeader = first.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() !== ''));
  const records = isHeader ? rows.slice(1) : rows;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const places = Array.from({ length: width }, (_, i) => i).filter(
    (i) => (isHeader && typeof first[i] === 'string') || records.some((row) => (row[i] ?? null) !== null),
  );
  const names = places.map((i) => {
    const title = isHeader ? first[i] : null;
    return typeof title === 'string' ? title.trim() : lettersOf(i);
  });
  return { names: uniqueNames(names), rows: records.map((row) => places.map((i) => row[i] ?? null)) };
}

/** A, B, … Z, AA, … */
function lettersOf(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The rows as a file of JSON records, so that their types are told as those are. */
function recordsOf(names: readonly string[], rows: readonly Cell[][]): Blob {
  const keys = names.map((name) => JSON.stringify(name));
  const parts: string[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_PART) {
    const lines = rows
      .slice(start, start + ROWS_PER_PART)
      .map((row) => `{${row.map((cell, i) => `${keys[i] ?? ''}:${jsonOf(cell)}`).join(',')}}\n`);
    parts.push(lines.join(''));
  }
  return new Blob(parts);
}

function jsonOf(cell: Cell): string {
  if (!(cell instanceof Date)) return JSON.stringify(cell);
  const time = cell.getTime();
  if (!Number.isFinite(time)) return 'null';
  const iso = cell.toISOString();
  return JSON.stringify(time % DAY_MILLISECONDS === 0 ? iso.slice(0, -'T00:00:00.000Z'.length) : iso);
}
