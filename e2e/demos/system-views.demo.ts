import { expect, test } from './stage';

const connections = 'SELECT connection_count, query_count\nFROM system.session';
const queries = `SELECT query_id, origin, status, rows_returned, sql
FROM system.queries`;

test('The session from inside', async ({ stage, playground }) => {
  await stage.open();

  await stage.scene('One session', 'How many connections does it have? Its system views know.', async () => {
    await stage.type(connections);
    await stage.click(playground.runButton);
    await expect(playground.region).toHaveAttribute('data-state', 'success');
  });
  const before = await playground.result();

  await stage.scene('Queries', 'A hundred of them, one after another.', async () => {
    for (let i = 0; i < 100; i++) await playground.query(`SELECT ${i} AS number`);
    await stage.type(queries);
    await stage.click(playground.runButton);
    await expect(playground.status).toHaveText(/^102 rows/);
  });

  await stage.scene('Seen from inside', 'The last one is the query itself, still running.', async () => {
    await stage.click(playground.cells.first());
    await stage.press('Control+End');
    await expect(playground.cells.filter({ hasText: 'FROM system.queries' })).toBeVisible();
    await expect(playground.cells.filter({ hasText: /^\s*running\s*$/ })).toBeVisible();
  });

  await stage.scene(
    'Nothing was opened for them',
    'The same connections as before: queries refer to the session.',
    async () => {
      await stage.type(connections);
      await stage.click(playground.runButton);
      await playground.expectRows([[before.rows[0]?.[0] ?? null, 103]]);
      await stage.point(playground.cells.first());
    },
  );
});
