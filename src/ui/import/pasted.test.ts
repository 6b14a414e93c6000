import { expect, test } from 'vitest';
import { pastedTable, pastedText } from './pasted';

const tables: [what: string, text: string, name: string][] = [
  ['cells of a spreadsheet', 'a\tb\n1\t2\n', 'pasted.tsv'],
  ['one row of it', 'a\tb', 'pasted.tsv'],
  ['CSV', 'a,b\n1,2', 'pasted.csv'],
  ['CSV with semicolons', 'a;b\r\n1,5;2\r\n', 'pasted.csv'],
  ['CSV with delimiters in quotes', 'a,b\n"1,5",2\n', 'pasted.csv'],
  ['a JSON array', ' [{"a": 1}]\n', 'pasted.json'],
  ['a JSON object', '{"a": [1, 2]}', 'pasted.json'],
  ['JSON line by line', '{"a": 1}\n{"a": 2}\n', 'pasted.ndjson'],
  ['a CSV that begins like JSON', '[a],b\n1,2\n', 'pasted.csv'],
];

test.each(tables)('%s', (_, text, name) => {
  expect(pastedTable(text)).toEqual({ name, text });
});

const others: [what: string, text: string][] = [
  ['words', 'Dear all, hello'],
  ['sentences', 'Hello, you.\nHow are you, and how is she, too?'],
  ['SQL', 'select a, b\nfrom t'],
  ['lines without a delimiter', 'a\nb'],
  ['nothing', ' \n'],
];

test.each(others)('%s: no table, unless somebody says so', (_, text) => {
  expect(pastedTable(text)).toBeUndefined();
  expect(pastedText(text)).toEqual({ name: 'pasted.csv', text });
});

test('a table of a web page wins over its words', () => {
  const rows = [
    ['name', 'said'],
    ['Ada', '"yes", she said'],
  ];
  const text = 'name,said\nAda,"""yes"", she said"\n';
  expect(pastedTable('name said\nAda "yes", she said', rows)).toEqual({ name: 'pasted.csv', text });
});
