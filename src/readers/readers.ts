import type { OwnFormat, Reader } from './reader';

/** The reader of a format; what it takes is loaded when it is first asked for. */
export async function readerFor(format: OwnFormat): Promise<Reader> {
  switch (format) {
    case 'parquet':
      return (await import('./parquet-reader')).parquetReader;
    case 'json':
      return (await import('./json-reader')).jsonReader;
    case 'ndjson':
      return (await import('./json-reader')).ndjsonReader;
    case 'arrow':
      return (await import('./arrow-reader')).arrowReader;
    case 'xlsx':
      return (await import('./xlsx-reader')).xlsxReader;
    case 'sqlite':
      return (await import('./sqlite-reader')).sqliteReader;
  }
}
