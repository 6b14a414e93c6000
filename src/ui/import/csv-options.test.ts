import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../../session/testing/test-session';
import { emptyDraft, optionsOf, sniffRelation, sniffedFrom, type CsvDraft } from './csv-draft';
import { createTable, readCsv } from './csv-options';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  const text = 'id;day;price\n1;31.12.2020;2,5\n2;01.02.2021;-\n';
  const files = { "o'dd.csv": text, 'tabs.tsv': 'a\tb\n1\t2\n' };
  for (const [name, content] of Object.entries(files)) {
    db.session.addFile(name, new TextEncoder().encode(content).buffer, null);
  }
});

const statements: [draft: Partial<CsvDraft>, options: string][] = [
  [{}, ''],
  [{ delim: ';' }, ", delim = ';'"],
  [{ delim: '\t' }, ", delim = '\\t'"],
  [{ delim: 'other', otherDelim: "'" }, ", delim = ''''"],
  [{ delim: 'other' }, ''],
  [{ quote: 'none', escape: '"' }, ", quote = '', escape = '\"'"],
  [{ header: 'false', skip: 2 }, ', header = false, skip = 2'],
  [{ skip: -1 }, ''],
  [{ nullstr: '-', dateformat: '%d.%m.%Y' }, ", nullstr = '-', dateformat = '%d.%m.%Y'"],
  [{ decimal: ',', encoding: 'latin-1' }, ", decimal_separator = ',', encoding = 'latin-1'"],
  [{ ignoresErrors: true, types: { "it's": 'DATE', gone: '' } }, ", ignore_errors = true, types = {'it''s': 'DATE'}"],
];

test.each(statements)('%j', (draft, options) => {
  expect(readCsv('a.csv', optionsOf({ ...emptyDraft(), ...draft }))).toBe(`read_csv('a.csv'${options})`);
});

test('names are quoted as the engine takes them', async () => {
  const options = optionsOf({ ...emptyDraft(), decimal: ',', nullstr: '-', types: { id: 'VARCHAR' } });
  const relation = readCsv("o'dd.csv", options);
  const { error } = await db.run(createTable('a "table"', relation));
  expect(error).toBeUndefined();
  const [kept] = (await db.run('FROM "a ""table"""')).statements;
  expect(kept?.types).toEqual(['VARCHAR', 'DATE', 'DOUBLE']);
  expect(kept?.rows).toEqual([
    ['1', '2020-12-31', '2.5'],
    ['2', '2021-02-01', null],
  ]);
});

test('what the engine finds out is told in words', async () => {
  const sniff = async (file: string) => {
    const [found] = (await db.run(`FROM ${sniffRelation(file, '')}`)).statements;
    return sniffedFrom({ columns: [], rows: found?.rows ?? [] });
  };
  expect(await sniff("'o''dd.csv'")).toEqual({
    delim: 'Semicolon ;',
    quote: 'none',
    escape: 'none',
    header: 'yes',
    skip: '0',
    dateformat: '%d.%m.%Y',
  });
  expect((await sniff("'tabs.tsv'")).delim).toBe('Tab');
});
