import { expect, test } from './stage';

const tidy = 'DELETE FROM ducks WHERE seen < 5;\n\nFROM ducks';

test('A link reads, and changes nothing', async ({ stage, playground, page }) => {
  await stage.open();
  await playground.query(`CREATE TABLE ducks AS FROM (VALUES ('mallard', 3), ('teal', 5)) t(species, seen)`);

  await stage.scene('Somebody sends you a link', 'Its SQL is shown, and waits for your click.', async () => {
    await page.evaluate((sql) => {
      location.hash = `sql=${encodeURIComponent(sql)}`;
    }, tidy);
    await stage.point(page.getByRole('button', { name: 'Take over' }));
    await stage.pause();
  });

  await stage.scene(
    'It runs as a reader',
    'The engine says what a statement would change. This one may not.',
    async () => {
      await stage.click(playground.runButton);
      await playground.expectError('PERMISSION_DENIED');
      await stage.pause();
    },
  );

  await stage.scene('You decide', 'Once you have taken it over, it is yours.', async () => {
    await stage.click(page.getByRole('button', { name: 'Take over' }));
    await stage.click(playground.runButton);
    await playground.expectRows([['teal', 5]], { statement: 1 });
  });

  await stage.scene('Everything is on record', 'Who did what, and what was refused.', async () => {
    await stage.type(`SELECT role, origin, action, target, outcome\nFROM system.audit_log`);
    await stage.click(playground.runButton);
    await expect(playground.cells.filter({ hasText: 'refused' }).first()).toBeVisible();
  });
});
