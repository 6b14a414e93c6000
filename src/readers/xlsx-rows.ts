import { serialText, type NumberKind } from './xlsx-dates';
import { sharedTexts, styleKinds, unescaped, type SheetEntry, type Workbook } from './xlsx-workbook';
import { readXml, type XmlHandlers } from './xlsx-xml';

export type Cell = string | number | boolean | Moment;

/** A date, a time or both, as ISO 8601 has them. */
export interface Moment {
  iso: string;
}

/** A row's cells by their columns, from 0; only those that there are. */
export type SheetRow = Map<number, Cell>;

const MAX_COLUMNS = 16_384;

/**
 * The rows of a sheet that are not blank, `limit` at most.
 *
 * @throws Error when it is broken
 */
export function sheetRows(workbook: Workbook, { path }: SheetEntry, limit: number): SheetRow[] {
  const xml = workbook.textOf(path);
  if (xml === undefined) throw new Error('the sheet is missing');
  if (limit <= 0) return [];
  const reader = new RowReader(sharedTexts(workbook), styleKinds(workbook), workbook.is1904, limit);
  readXml(xml, (stop) => reader.handlers(stop));
  return reader.rows;
}

class RowReader {
  readonly rows: SheetRow[] = [];
  #row: SheetRow = new Map();
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #isText = false;
  #phonetic = 0;

  constructor(
    private readonly texts: readonly string[],
    private readonly kinds: readonly NumberKind[],
    private readonly is1904: boolean,
    private readonly limit: number,
  ) {}

  handlers(stop: () => void): XmlHandlers {
    return {
      open: (name, attribute) => {
        if (name === 'row') this.#beginRow();
        else if (name === 'c') this.#beginCell(attribute);
        else if (name === 'rPh') this.#phonetic++;
        else if (name === 'v' || name === 't') this.#isText = this.#phonetic === 0;
      },
      close: (name) => {
        if (name === 'c') this.#endCell();
        else if (name === 'rPh') this.#phonetic--;
        else if (name === 'v' || name === 't') this.#isText = false;
        else if (name === 'row' && this.#row.size > 0) {
          this.rows.push(this.#row);
          if (this.rows.length >= this.limit) stop();
        }
      },
      text: (piece) => {
        if (this.#isText) this.#text += piece;
      },
    };
  }

  #beginRow(): void {
    this.#row = new Map();
    this.#column = -1;
  }

  #beginCell(attribute: (name: string) => string | undefined): void {
    const place = attribute('r');
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    if (this.#column < 0 || this.#column >= MAX_COLUMNS) throw new RangeError('a cell is in no column');
    this.#type = attribute('t') ?? 'n';
    this.#style = Number(attribute('s') ?? 0);
    this.#text = '';
  }

  #endCell(): void {
    const value = this.#value();
    if (value !== undefined) this.#row.set(this.#column, value);
  }

  #value(): Cell | undefined {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return text === '' ? undefined : this.texts[Number(text)];
      case 'inlineStr':
      case 'str':
        return unescaped(text);
      case 'b':
        return text === '' ? undefined : text === '1' || text === 'true';
      case 'd':
        return text === '' ? undefined : { iso: text };
      case 'e':
        // `#DIV/0!` and the like are no values.
        return undefined;
      default:
        return this.#number(text);
    }
  }

  #number(text: string): Cell | undefined {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) return undefined;
    const kind = this.kinds[this.#style] ?? 'number';
    const iso = kind === 'number' ? undefined : serialText(number, kind, this.is1904);
    return iso === undefined ? number : { iso };
  }
}

/** The column of `AB12`, from 0; -1 for none. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place.toUpperCase()) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}
