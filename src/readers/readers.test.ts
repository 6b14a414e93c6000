import { expect, it } from 'vitest';
import type { OwnFormat } from './reader';
import { readerFor } from './readers';

it('has a reader of each format', async () => {
  const formats: OwnFormat[] = ['parquet', 'json', 'ndjson', 'arrow', 'xlsx', 'sqlite'];
  const readers = await Promise.all(formats.map(readerFor));
  expect(new Set(readers).size).toBe(formats.length);
});
