import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { DataType } from '../../protocol/data-type';
import { uniqueNames, type MakeExporter, type Piece } from './export-format';
import { daysOf, ticksOf } from './ticks';

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const MOST_CHARACTERS = 32_767;
/** A spreadsheet shows and keeps as many. */
const MOST_DIGITS = 15;
/** From 1900-03-01 on, when spreadsheets' calendars are right, to the end of 9999, in days since 1970. */
const FIRST_DAY = -25_508;
const LAST_DAY = 2_932_896;
/** Days from a spreadsheet's day 0 to 1970-01-01. */
const EPOCH_DAY = 25_569;
const MICROSECONDS_PER_DAY = 86_400_000_000;

/**
 * An Excel workbook with one sheet. Numbers of up to 15 digits, dates, timestamps and truth values have types of their own; all
 * else is text, never a formula.
 */
export const xlsxExporter: MakeExporter = (columns, { header }) => {
  if (columns.length > MOST_COLUMNS) {
    throw new Error(
      `A sheet holds ${MOST_COLUMNS} columns, and the result has ${columns.length}. Export CSV or Parquet.`,
    );
  }
  let pieces: Piece[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    pieces.push(chunk);
  });
  for (const [name, text] of Object.entries(parts)) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(strToU8(text), true);
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(sheet);
  sheet.push(strToU8(`${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`));
  let rowNumber = 0;
  const addRow = (cells: string): string => {
    if (++rowNumber > MOST_ROWS) {
      throw new Error(`A sheet holds ${MOST_ROWS} rows, and the result has more. Filter it, or export CSV or Parquet.`);
    }
    return `<row r="${rowNumber}">${cells}</row>`;
  };
  if (header) sheet.push(strToU8(addRow(uniqueNames(columns).map(textCell).join(''))));
  const cells = columns.map(({ type }) => cellOf(type));
  const taken = (): Piece[] => {
    const done = pieces;
    pieces = [];
    return done;
  };
  return {
    write({ rowCount, columns: readers }) {
      let text = '';
      for (let row = 0; row < rowCount; row++) {
        text += addRow(readers.map((reader, i) => written(reader.text(row), cells[i])).join(''));
      }
      sheet.push(strToU8(text));
      return taken();
    },
    finish() {
      sheet.push(strToU8('</sheetData></worksheet>'), true);
      zip.end();
      return taken();
    },
  };
};

type Cell = (text: string) => string;

function written(text: string | null, cell: Cell = textCell): string {
  return text === null ? '<c/>' : cell(text);
}

function cellOf(type: DataType): Cell {
  switch (type.kind) {
    case 'BOOLEAN':
      return (text) => `<c t="b"><v>${text === 'true' ? 1 : 0}</v></c>`;
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'HUGEINT':
    case 'UTINYINT':
    case 'USMALLINT':
    case 'UINTEGER':
    case 'UBIGINT':
    case 'UHUGEINT':
    case 'DECIMAL':
      return (text) => (text.replace(/\D/g, '').length <= MOST_DIGITS ? numberCell(text) : textCell(text));
    case 'FLOAT':
    case 'DOUBLE':
      return (text) => (/\d$/.test(text) ? numberCell(text) : textCell(text));
    case 'DATE':
      return (text) => {
        const day = daysOf(text);
        return isInCalendar(day) ? `<c s="1"><v>${day + EPOCH_DAY}</v></c>` : textCell(text);
      };
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
      return (text) => {
        const day = Number(ticksOf(text, 6)) / MICROSECONDS_PER_DAY;
        return isInCalendar(day) ? `<c s="2"><v>${day + EPOCH_DAY}</v></c>` : textCell(text);
      };
    default:
      return textCell;
  }
}

function isInCalendar(day: number): boolean {
  return day >= FIRST_DAY && day < LAST_DAY + 1;
}

function numberCell(text: string): string {
  return `<c><v>${Number(text)}</v></c>`;
}

function textCell(text: string): string {
  if (text.length > MOST_CHARACTERS) {
    throw new Error(
      `A cell holds ${MOST_CHARACTERS} characters, and a value here has ${text.length}. Leave the column out, or export CSV or Parquet.`,
    );
  }
  return `<c t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML has no control characters; spreadsheets write them `_x0001_`, and what looks so already with one more mark. */
function escape(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) =>
      '\t\n\r'.includes(character)
        ? character
        : `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook has besides its sheet. Styles: plain, a date, a date and time. */
const parts: Record<string, string> = {
  '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`,
  '_rels/.rels': `${DECLARATION}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Result" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font/></fonts><fills count="2"><fill/><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};
