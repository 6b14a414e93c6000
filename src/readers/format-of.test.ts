import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatOf } from './format-of';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const workbook = zipSync({ '[Content_Types].xml': bytes('<Types/>'), 'xl/workbook.xml': bytes('<workbook/>') });

describe('the format of a file', () => {
  it.each([
    ['a.csv', 'a,b\n1,2\n', 'csv'],
    ['a.tsv', 'a\tb\n', 'csv'],
    ['a.txt', 'hello', 'csv'],
    ['A.JSON', '[{"a":1}]', 'json'],
    ['a.json', '{"a":1}', 'json'],
    ['a.json', '{\n "a": 1\n}', 'json'],
    ['a.json', '"x"', 'json'],
    ['a.geojson', '{"type":"FeatureCollection"}', 'json'],
    ['a.ndjson', '{"a":1}\n{"a":2}\n', 'ndjson'],
    ['a.jsonl', '{"a":1}', 'ndjson'],
    ['a.parquet', 'PAR1\0\0', 'parquet'],
    ['a.arrow', 'ARROW1\0\0', 'arrow'],
    ['a.feather', 'ARROW1\0\0', 'arrow'],
    ['a.arrows', '\xff\xff\xff\xff\x78\0\0\0\x10\0\0\0\0\0\x0a\0', 'arrow'],
    ['a.sqlite', 'SQLite format 3\0\x10\0', 'sqlite'],
    ['a.db', 'SQLite format 3\0\x10\0', 'sqlite'],
    ['a.db', '\0\0\0\0\0\0\0\0DUCK', 'duckdb'],
    ['a.duckdb', '\0\0\0\0\0\0\0\0DUCK', 'duckdb'],
    ['noending', '{"a":1}\n{"a":2}', 'ndjson'],
    ['noending', '[{"a":1}]', 'json'],
    ['noending', 'a,b', 'csv'],
    ['a.csv', '[x] in,{y}\n', 'csv'],
    ['a.csv', '', 'csv'],
    ['a.csv', '\xff\xfea\0,\0b\0', 'csv'],
  ])('of %s, %j', (name, head, format) => {
    expect(formatOf(name, bytes(head))).toEqual({ format, packing: undefined });
  });

  it('of a workbook', () => {
    expect(formatOf('a.xlsx', workbook)).toEqual({ format: 'xlsx', packing: undefined });
  });

  it.each([
    ['a.csv.gz', 'csv'],
    ['a.json.gz', 'json'],
    ['a.ndjson.gz', 'ndjson'],
    ['a.gz', 'csv'],
    ['a.csv', 'csv'],
  ])('of %s, packed', (name, format) => {
    expect(formatOf(name, gzipSync(bytes('x')))).toEqual({ format, packing: 'gzip' });
    expect(formatOf(name.replace('.gz', '.zst'), bytes('\x28\xb5\x2f\xfd'))).toEqual({ format, packing: 'zstd' });
  });
});

describe('a name that says something else', () => {
  it.each([
    ['a.csv', 'PAR1\0', 'parquet', 'a.csv is Parquet, not CSV or other text as its name says.'],
    ['a.parquet', 'a,b\n1,2', 'csv', 'a.parquet is CSV or other text, not Parquet as its name says.'],
    ['a.json', '{"a":1}\n{"a":2}', 'ndjson', 'a.json is NDJSON, not JSON as its name says.'],
    ['a.json', 'a,b\n1,2', 'csv', 'a.json is CSV or other text, not JSON as its name says.'],
    ['a.parquet', 'ARROW1\0\0', 'arrow', 'a.parquet is Arrow, not Parquet as its name says.'],
    [
      'a.duckdb',
      'SQLite format 3\0',
      'sqlite',
      'a.duckdb is a SQLite database, not a DuckDB database as its name says.',
    ],
    ['a.csv.gz', 'a,b', 'csv', 'a.csv.gz is not packed, as its name says.'],
  ])('%s, %j', (name, head, format, problem) => {
    expect(formatOf(name, bytes(head))).toEqual({ format, packing: undefined, problem });
  });
});

describe('what nothing here reads', () => {
  it.each([
    ['a.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', /old Office/, /Save it as .xlsx/],
    ['a.csv', '\n<!DOCTYPE html><html>', /a web page/, /downloaded from/],
    ['a.json', '<html>', /a web page/, /downloaded from/],
    ['a.xml', '<?xml version="1.0"?><a/>', /XML/, /Convert/],
    ['a.avro', 'Obj\x01', /Avro/, /Parquet/],
    ['a.parquet', '\0\0\0\0', /does not begin as Parquet does/, /are read/],
    ['a.bin', '\0\x01\x02', /cannot be told/, /are read/],
    ['a.pdf', '%PDF-1.7', /PDF/, /made from/],
  ])('%s, %j', (name, head, problem, hint) => {
    const guess = formatOf(name, bytes(head));
    expect(guess.format).toBeUndefined();
    expect(guess.problem).toMatch(problem);
    expect(guess.hint).toMatch(hint);
  });

  it('archives, and binary files that are packed', () => {
    expect(formatOf('a.zip', zipSync({ 'a.csv': bytes('x') }))).toMatchObject({
      problem: 'a.zip is an archive of files, a ZIP.',
    });
    expect(formatOf('a.tar.gz', gzipSync(bytes('x')))).toMatchObject({ problem: 'This is an archive of files.' });
    expect(formatOf('a.parquet.gz', gzipSync(bytes('x')))).toMatchObject({
      problem: 'This is Parquet, packed by gzip.',
    });
  });
});
