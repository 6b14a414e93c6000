import { expect, test } from './fixtures';

test.beforeEach(async ({ page, playground }) => {
  await page.goto('./');
  await playground.ready();
});

for (const [role, sql] of [
  ['reader', 'CREATE TABLE t (i INTEGER)'],
  ['reader', 'INSERT INTO kept VALUES (2)'],
  ['author', "ATTACH ':memory:' AS other"],
  ['author', "COPY kept TO 'kept.csv'"],
] as const) {
  test(`a ${role} is refused ${sql}, which changes nothing and is written down`, async ({ playground }) => {
    await playground.run('CREATE TABLE kept AS SELECT 1 AS i');
    const before = await playground.run(
      'SELECT database_name FROM duckdb_databases() ORDER BY ALL; FROM sys.tables; FROM kept',
    );
    const { error } = await playground.run(sql, { role });
    expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(error?.message).toContain(role);
    const after = await playground.run(
      'SELECT database_name FROM duckdb_databases() ORDER BY ALL; FROM sys.tables; FROM kept',
    );
    expect(after.statements.map(({ rows }) => rows)).toEqual(before.statements.map(({ rows }) => rows));
    const audit = await playground.run("SELECT role FROM sys.audit_log WHERE outcome = 'refused'");
    expect(audit.statements[0]?.rows).toEqual([[role]]);
  });
}
