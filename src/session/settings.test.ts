import { beforeAll, expect, test } from 'vitest';
import {
  PRAGMAS_OF_CONNECTION,
  PRAGMAS_OF_NOBODY,
  SETTINGS_OF_INSTANCE,
  SETTINGS_OF_SESSION,
  SETTINGS_THAT_WRITE,
} from './settings';
import { Connection } from './connection';
import type { Engine } from './engine';
import { createNodeEngine } from './testing/node-engine';
import { TestSession } from './testing/test-session';

/** PRAGMA calls that only an admin may run: of the whole instance, of other databases, of files. */
const PRAGMAS_OF_ADMIN = [
  ...['copy_database', 'disable_checkpoint_on_shutdown', 'enable_checkpoint_on_shutdown', 'force_checkpoint'],
  'import_database',
];

let engine: Engine;
let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  engine = await createNodeEngine();
  engine.bindings.open({ path: ':memory:' });
});

test('the settings that an author may not set are those that the engine cannot keep to one connection', async () => {
  const connection = new Connection(engine);
  const names = await db.rows('SELECT name, value FROM duckdb_settings()', { maxRows: 1000 });
  const ofInstance = names
    .filter(([name]) => !SETTINGS_OF_SESSION.has(name ?? '') && !SETTINGS_THAT_WRITE.has(name ?? ''))
    .filter(([name, value]) => {
      try {
        connection.run(`SET SESSION ${name ?? ''} = '${(value ?? '').replaceAll("'", "''")}'`);
        return false;
      } catch (thrown) {
        return String(thrown).includes('cannot be set locally');
      }
    })
    .map(([name]) => name);
  expect(ofInstance.sort()).toEqual([...SETTINGS_OF_INSTANCE].sort());
});

test('every setting that the session relies on is one of the engine', async () => {
  const names = await db.rows('SELECT name FROM duckdb_settings()', { maxRows: 1000 });
  expect(names.map(([name]) => name)).toEqual(expect.arrayContaining([...SETTINGS_OF_SESSION]));
});

test('every PRAGMA call of the engine that sets something has its rule', async () => {
  const rows = await db.rows("SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'pragma'");
  const { handle } = new Connection(engine);
  const calls: string[] = [];
  for (const [name = ''] of rows) {
    try {
      const extracted = engine.api.extract(handle, `PRAGMA ${name ?? ''}`);
      if (extracted.kinds.every((kind) => kind === 'pragma')) calls.push(name ?? '');
      engine.api.destroyExtracted(extracted.handle);
    } catch {
      // Needs an argument: it expands to other statements, whose kinds are held against the role.
      calls.push(name ?? '');
    }
  }
  const expanding = ['metadata_info', 'show', 'storage_info', 'table_info'];
  const ruled = [...PRAGMAS_OF_CONNECTION, ...PRAGMAS_OF_NOBODY, ...PRAGMAS_OF_ADMIN];
  expect(calls.filter((name) => !expanding.includes(name)).sort()).toEqual(ruled.sort());
});
