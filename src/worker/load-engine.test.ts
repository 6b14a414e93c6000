import { expect, test } from 'vitest';
import { saidInTenSeconds } from '../protocol/testing/silent-server';
import { loadEngine } from './load-engine';

test('an engine whose server never answers is told of within ten seconds, with what to do', async () => {
  const said = await saidInTenSeconds((origin) =>
    loadEngine({ url: `${origin}/duckdb.bin`, packedBytes: 1, unpackedBytes: 1 }, () => undefined).then(String, String),
  );
  expect(said).toMatch(/The engine at .*duckdb.bin does not come: its server has not answered.*Check that server/);
});
