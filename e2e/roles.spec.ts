import { expect, test } from './fixtures';

/** What the refused statements would have changed: databases, tables, rows, files. */
const STATE = "SELECT database_name FROM duckdb_databases() ORDER BY ALL; FROM sys.tables; FROM kept; FROM glob('*')";

test('what a role may not is refused, changes nothing, and is written down', async ({ playground }) => {
  await playground.goto();
  await playground.query('CREATE TABLE kept AS SELECT 1 AS i');
  const state = async () => {
    const { status, statements } = await playground.query(STATE);
    expect(status).toBe('succeeded');
    return statements.map(({ rows }) => rows);
  };
  const before = await state();
  const refusals = [
    ['reader', 'CREATE TABLE t (i INTEGER)', 'create'],
    ['reader', 'INSERT INTO kept VALUES (2)', 'insert'],
    ['author', "ATTACH ':memory:' AS other", 'attach'],
    ['author', "COPY kept TO 'kept.csv'", 'copy'],
  ] as const;
  for (const [role, sql] of refusals) {
    await test.step(`${role}: ${sql}`, async () => {
      const { status, error } = await playground.query(sql, { role });
      expect(status).toBe('failed');
      expect(error?.code).toBe('PERMISSION_DENIED');
      expect(error?.message).toContain(role);
      expect(await state()).toEqual(before);
    });
  }
  const audit = await playground.query(
    `SELECT role, origin, action, "at" > opened_at FROM sys.audit_log, sys.session WHERE outcome = 'refused' ORDER BY "at"`,
  );
  expect(audit.statements[0]?.rows).toEqual(refusals.map(([role, , action]) => [role, 'driver', action, 'true']));
});
