import { unzipSync, type UnzipFileInfo } from 'fflate';
import { fileError } from './file-error';
import { builtInKind, kindOfCode, type NumberKind } from './xlsx-dates';
import { readXml } from './xlsx-xml';

export interface SheetEntry {
  name: string;
  /** In the ZIP. */
  path: string;
}

/** A workbook's sheets, and how to get at the parts of it. */
export interface Workbook {
  sheets: SheetEntry[];
  /** Days are counted from 1904. */
  is1904: boolean;
  /** A file in the ZIP as text; undefined when it is not there. */
  textOf: (path: string) => string | undefined;
}

/** A part is a string for a while, and strings have an end. */
const MAX_PART_BYTES = 400 << 20;

/** @throws QueryError `FILE_ERROR` when it is no workbook, Error when it is broken */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const textOf = (path: string): string | undefined => {
    const found = unzipSync(bytes, { filter: (file) => file.name === path && isReadable(file) })[path];
    return found && new TextDecoder().decode(found);
  };
  const workbook = textOf('xl/workbook.xml');
  if (workbook === undefined) {
    throw fileError('This is no Excel workbook: it is another kind of ZIP file.', 'Unpack it, and open what is in it.');
  }
  const paths = pathsOf(textOf('xl/_rels/workbook.xml.rels') ?? '<Relationships/>');
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  readXml(workbook, () => ({
    open: (name, attribute) => {
      if (name === 'workbookPr') is1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const path = paths.get(attribute('r:id') ?? attribute('id') ?? '');
      const title = attribute('name');
      // Sheets of charts alone have no cells.
      if (path !== undefined && title !== undefined && !path.includes('chartsheet')) sheets.push({ name: title, path });
    },
  }));
  return { sheets, is1904, textOf };
}

/** The texts that cells refer to by number. */
export function sharedTexts({ textOf }: Workbook): string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  readXml(textOf('xl/sharedStrings.xml') ?? '<sst/>', () => ({
    open: (name) => {
      if (name === 'si') text = '';
      // How to pronounce it.
      else if (name === 'rPh') phonetic++;
      else if (name === 't') isText = phonetic === 0;
    },
    close: (name) => {
      if (name === 'si') texts.push(unescaped(text));
      else if (name === 'rPh') phonetic--;
      else if (name === 't') isText = false;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
  }));
  return texts;
}

/** What numbers are in cells of a style, by its number. */
export function styleKinds({ textOf }: Workbook): NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isCellStyles = false;
  readXml(textOf('xl/styles.xml') ?? '<styleSheet/>', () => ({
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') isCellStyles = true;
      else if (name === 'xf' && isCellStyles) {
        const format = Number(attribute('numFmtId') ?? 0);
        const code = codes.get(format);
        kinds.push(code === undefined ? builtInKind(format) : kindOfCode(code));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false;
    },
  }));
  return kinds;
}

/** Text in which characters that XML cannot hold stand as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function pathsOf(relationships: string): Map<string, string> {
  const paths = new Map<string, string>();
  readXml(relationships, () => ({
    open: (name, attribute) => {
      const [id, target] = [attribute('Id'), attribute('Target')];
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      paths.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  }));
  return paths;
}

function isReadable({ originalSize }: UnzipFileInfo): boolean {
  if (originalSize <= MAX_PART_BYTES) return true;
  throw fileError(
    `A sheet of this workbook is larger than ${MAX_PART_BYTES >> 20} MiB when it is unpacked.`,
    'Save the sheet as CSV, and open that.',
  );
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
