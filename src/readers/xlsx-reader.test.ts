import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  beginnings,
  blobOf,
  complaint,
  connect,
  damaged,
  load,
  survives,
  texts,
  type Connection,
} from './testing/loaded';
import { workbook, type WorkbookCell } from './testing/workbook';
import { xlsxReader } from './xlsx-reader';

let connection: Connection;

beforeAll(async () => {
  connection = await connect();
});

const rows: WorkbookCell[][] = [
  ['name', 'n', 'price', 'day', 'at', 'ok', 'mixed'],
  ['żółć & 🦆', 1, 1.5, { serial: 45_292 }, { serial: 45_292.5 }, true, 'x'],
  [null, null, null, null, null, null, null],
  ['b', 2, 3, { serial: 45_293 }, { serial: 45_293 }, false, 1],
  [null, 3, null, null, null, null, null],
];

describe('a sheet', () => {
  it('has the types of its cells', async () => {
    const loaded = await load(connection, xlsxReader, workbook({ One: rows }));
    expect(loaded.columns).toEqual([
      'name VARCHAR',
      'n BIGINT',
      'price DOUBLE',
      'day DATE',
      'at TIMESTAMP',
      'ok BOOLEAN',
      'mixed VARCHAR',
    ]);
    expect(texts(connection, 'SELECT CAST(q AS VARCHAR) FROM (SELECT name, n, day, "at", mixed FROM t) q')).toEqual([
      "{'name': żółć & 🦆, 'n': 1, 'day': 2024-01-01, 'at': '2024-01-01 12:00:00', 'mixed': x}",
      "{'name': b, 'n': 2, 'day': 2024-01-02, 'at': '2024-01-02 00:00:00', 'mixed': 1}",
      "{'name': NULL, 'n': 3, 'day': NULL, 'at': NULL, 'mixed': NULL}",
    ]);
  });

  it('is found by its name, the first without one', async () => {
    const file = workbook({ 'A & "B"': [['a'], [1]], 'C D': [['b'], [2]] });
    expect(await xlsxReader.parts(blobOf(file))).toEqual(['A & "B"', 'C D']);
    expect((await load(connection, xlsxReader, file)).rows).toEqual(["{'a': 1}"]);
    expect((await load(connection, xlsxReader, file, { part: 'C D' })).rows).toEqual(["{'b': 2}"]);
    expect(await complaint(xlsxReader, file, { part: 'E' })).toEqual({
      code: 'FILE_ERROR',
      message: 'There is no sheet “E” in this workbook.',
      hint: 'It has A & "B", C D.',
    });
  });

  it.each<[string, WorkbookCell[][], string[], number]>([
    [
      'without a header',
      [
        [1, 'x'],
        [2, 'y'],
      ],
      ['A BIGINT', 'B VARCHAR'],
      2,
    ],
    ['without a header, of text and dates', [['x', { serial: 45_292 }]], ['A VARCHAR', 'B DATE'], 1],
    ['of a header alone', [['a', 'b']], ['a VARCHAR', 'b VARCHAR'], 0],
    [
      'with names that are the same or missing',
      [
        ['a', 'A', null],
        [1, 2, 3],
      ],
      ['a BIGINT', 'A_1 BIGINT', 'C BIGINT'],
      1,
    ],
    [
      'with an empty column',
      [
        ['a', null, 'b'],
        [1, null, 2],
      ],
      ['a BIGINT', 'b BIGINT'],
      1,
    ],
    ['that begins further down', [[null], [null], ['a'], [1]], ['a BIGINT'], 1],
  ])('%s', async (_name, cells, columns, rowCount) => {
    const loaded = await load(connection, xlsxReader, workbook({ One: cells }));
    expect([loaded.columns, loaded.rowCount]).toEqual([columns, rowCount]);
  });

  it('may be as other programs write it', async () => {
    const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    const cell = (place: string, type: string, value: string) => `<x:c r="${place}" ${type}><x:v>${value}</x:v></x:c>`;
    const files = {
      'xl/workbook.xml': `<x:workbook ${main} xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S" r:id="a"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="a" Target="/xl/worksheets/s.xml"/></Relationships>',
      'xl/sharedStrings.xml': `<x:sst ${main}><x:si><x:t>head</x:t></x:si><x:si><x:r><x:t>ri</x:t></x:r><x:r><x:t xml:space="preserve">ch &amp; </x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si><x:si><x:t>a_x000A_b</x:t></x:si></x:sst>`,
      'xl/styles.xml': `<x:styleSheet ${main}><x:numFmts><x:numFmt numFmtId="170" formatCode="[$-409]h:mm AM/PM"/></x:numFmts><x:cellStyleXfs><x:xf numFmtId="14"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf numFmtId="170"/></x:cellXfs></x:styleSheet>`,
      'xl/worksheets/s.xml': `<x:worksheet ${main}><x:sheetData><x:row>${[
        cell('A1', 't="s"', '0'),
        cell('B1', 't="str"', 'day'),
        cell('D1', 't="str"', 'at'),
      ].join('')}</x:row><x:row>${[
        cell('A2', 't="s"', '1'),
        cell('B2', 's="1"', '1'),
        cell('C2', 't="e"', '#DIV/0!'),
        cell('D2', 's="2"', '0.75'),
      ].join('')}</x:row><x:row>${cell('A3', 't="s"', '2')}</x:row></x:sheetData></x:worksheet>`,
    };
    const file = zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
    expect(await load(connection, xlsxReader, file)).toMatchObject({
      columns: ['head VARCHAR', 'day DATE', 'at TIME'],
      rows: [`{'head': 'rich & ', 'day': 1904-01-02, 'at': '18:00:00'}`, `{'head': a\nb, 'day': NULL, 'at': NULL}`],
    });
  });

  it.each([0, 1, 25_000, 50_000])('gives no more than %d rows', async (rowLimit) => {
    const cells: WorkbookCell[][] = [['n'], ...Array.from({ length: 30_000 }, (_, i): WorkbookCell[] => [i])];
    const { rowCount } = await load(connection, xlsxReader, workbook({ One: cells }), { rowLimit });
    expect(rowCount).toBe(Math.min(rowLimit, 30_000));
  });
});

describe('what is wrong with a file', () => {
  it('is said', async () => {
    const message = async (file: Uint8Array | string) => (await complaint(xlsxReader, file))?.message;
    expect(await message('a,b\n')).toBe('This is no Excel workbook (.xlsx).');
    expect(await message('')).toBe('This is no Excel workbook (.xlsx).');
    expect(await message(zipSync({ 'a.csv': new Uint8Array(3) }))).toBe(
      'This is no Excel workbook: it is another kind of ZIP file.',
    );
    expect(await message(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toMatch(/an old Excel, or one with a password/);
    expect(await message(workbook({ One: [] }))).toBe('The sheet “One” is empty.');
  });

  it('is that too much would come out of it', async () => {
    const file = workbook({ One: rows });
    // The size that the directory claims, in its entry for the last file, the sheet.
    const directory = file.length - 22 - (46 + 'xl/worksheets/sheet1.xml'.length);
    new DataView(file.buffer).setUint32(directory + 24, 0x7fffffff, true);
    expect(await complaint(xlsxReader, file)).toMatchObject({
      message: 'A sheet of this workbook is larger than 400 MiB when it is unpacked.',
    });
  });

  it('is never a crash', async () => {
    const file = workbook({ One: rows });
    for (const part of beginnings(file, 100)) expect(await survives(connection, xlsxReader, part)).toBe(false);
    for (const copy of damaged(file, 200)) await survives(connection, xlsxReader, copy);
    expect(await survives(connection, xlsxReader, file)).toBe(true);
  });

  it('is not that the reading was stopped', async () => {
    const reading = xlsxReader.read(blobOf(workbook({ One: rows })), { signal: AbortSignal.abort() });
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
  });
});
