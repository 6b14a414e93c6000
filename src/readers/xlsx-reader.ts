import { Field, Utf8 } from 'apache-arrow';
import { emptyStream } from './arrow-batch';
import { brokenFile, fileError, throwIfStopped } from './file-error';
import { ndjsonReader } from './json-reader';
import type { Reader } from './reader';
import { uniqueNames } from './unique-names';
import { sheetRows, type Cell, type SheetRow } from './xlsx-rows';
import { openWorkbook, type Workbook } from './xlsx-workbook';

interface Column {
  name: string;
  /** In the sheet, from 0. */
  place: number;
}

/** A workbook is in memory as a whole, several times over. */
const MAX_FILE_BYTES = 200 << 20;

/** Rows that are made text of at once. */
const ROWS_PER_PART = 10_000;

/**
 * Excel workbooks (.xlsx), a sheet at a time. The first row that is not blank names the columns when it is text throughout; where there is
 * no name, the sheet's own letter. Blank rows and columns are left out. Types are told as those of JSON are; what is formatted as a date or
 * a time is one.
 */
export const xlsxReader: Reader = {
  async *read(file, { part, rowLimit = Infinity, signal }) {
    throwIfStopped(signal);
    const workbook = await workbookOf(file);
    throwIfStopped(signal);
    // One more than wanted: the first may be names.
    const rows = rowsOf(workbook, part, Math.max(rowLimit, 0) + 1);
    throwIfStopped(signal);
    const [first] = rows;
    const names = first && areNames(first) ? first : undefined;
    const records = rows.slice(names ? 1 : 0).slice(0, rowLimit);
    const columns = columnsOf(names, names ? rows.slice(1) : rows);
    if (records.length === 0) yield emptyStream(columns.map(({ name }) => new Field(name, new Utf8(), true)));
    else yield* ndjsonReader.read(recordsOf(columns, records), signal ? { signal } : {});
  },
  async parts(file) {
    return (await workbookOf(file)).sheets.map(({ name }) => name);
  },
};

async function workbookOf(file: Blob): Promise<Workbook> {
  if (file.size > MAX_FILE_BYTES) {
    throw fileError(
      `This workbook is larger than ${MAX_FILE_BYTES >> 20} MiB.`,
      'Save the sheet as CSV, and open that.',
    );
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    refuseOthers(bytes);
    return openWorkbook(bytes);
  } catch (thrown) {
    throw brokenFile('Excel', thrown);
  }
}

function refuseOthers(bytes: Uint8Array): void {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw fileError(
      'This is a workbook of an old Excel, or one with a password.',
      'Save it as .xlsx without a password.',
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw fileError('This is no Excel workbook (.xlsx).', 'Look into the file.');
}

function rowsOf(workbook: Workbook, part: string | undefined, limit: number): SheetRow[] {
  const { sheets } = workbook;
  const [first] = sheets;
  if (!first) throw fileError('This workbook has no sheets.', 'Add one, and save it again.');
  const sheet = part === undefined ? first : sheets.find(({ name }) => name === part);
  if (!sheet) {
    const names = sheets.map(({ name }) => name).join(', ');
    throw fileError(`There is no sheet “${part ?? ''}” in this workbook.`, `It has ${names}.`);
  }
  try {
    const rows = sheetRows(workbook, sheet, limit);
    if (rows.length === 0) throw fileError(`The sheet “${sheet.name}” is empty.`, 'Choose another one.');
    return rows;
  } catch (thrown) {
    throw brokenFile('Excel', thrown);
  }
}

function areNames(row: SheetRow): boolean {
  return [...row.values()].every((cell) => typeof cell === 'string' && cell.trim() !== '');
}

function columnsOf(names: SheetRow | undefined, records: readonly SheetRow[]): Column[] {
  const places = new Set<number>(names?.keys());
  for (const record of records) for (const place of record.keys()) places.add(place);
  const sorted = [...places].sort((a, b) => a - b);
  const titles = uniqueNames(sorted.map((place) => titleOf(names?.get(place), place)));
  return sorted.map((place, i) => ({ place, name: titles[i] ?? '' }));
}

function titleOf(cell: Cell | undefined, place: number): string {
  return typeof cell === 'string' ? cell.trim() : lettersOf(place);
}

/** A, B, … Z, AA, … */
function lettersOf(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The rows as a file of JSON records, so that their types are told as those are. */
function recordsOf(columns: readonly Column[], rows: readonly SheetRow[]): Blob {
  const keys = columns.map(({ name }) => JSON.stringify(name));
  const parts: string[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_PART) {
    const lines = rows.slice(start, start + ROWS_PER_PART).map((row) => {
      const members = columns.map(({ place }, i) => `${keys[i] ?? ''}:${jsonOf(row.get(place))}`);
      return `{${members.join(',')}}\n`;
    });
    parts.push(lines.join(''));
  }
  return new Blob(parts);
}

function jsonOf(cell: Cell | undefined): string {
  return JSON.stringify(typeof cell === 'object' ? cell.iso : (cell ?? null));
}
