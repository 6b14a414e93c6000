import { expect, test } from './stage';

const ducks = `CREATE TABLE ducks AS
FROM (VALUES ('mallard', 3), ('teal', 5)) t(species, seen);

FROM ducks`;
const endless = 'SELECT count(*)\nFROM range(1_000_000_000_000)\nWHERE range % 7 = 8';
const fatal = `-- A mistake of the engine's own: it stops all work.\nATTACH ':memory:' AS "SYSTEM"`;

test('Stop anything, survive everything', async ({ stage, playground, page }) => {
  await stage.open();

  await stage.scene('A table', 'Something to lose.', async () => {
    await stage.type(ducks);
    await stage.click(playground.runButton);
    await expect(playground.cells.filter({ hasText: 'teal' })).toBeVisible();
  });

  await stage.scene(
    'A query without an end',
    'The page stays awake, and the Run button has become Cancel.',
    async () => {
      await stage.type(endless);
      await stage.click(playground.runButton);
      await expect(playground.cancelButton).toBeVisible();
      await stage.pause(2);
      await stage.click(playground.cancelButton);
      await expect(playground.status).toHaveText(/^Cancelled/);
    },
  );

  await stage.scene('The engine breaks', 'A new session takes over, and gets everything back.', async () => {
    await stage.type(fatal);
    await stage.click(playground.runButton);
    await expect(page.getByText('A new session is open.')).toBeVisible();
  });

  await stage.scene('Nothing is lost', 'The table is there.', async () => {
    await stage.type('FROM ducks');
    await stage.click(playground.runButton);
    await playground.expectRows([
      ['mallard', 3],
      ['teal', 5],
    ]);
    await stage.point(playground.cells.first());
  });
});
