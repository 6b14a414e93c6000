import { expect, test } from './stage';

const sql = `SELECT species, avg(body_mas_g) AS avg_mass
FROM 'penguin.csv'
GROUP BY species`;

test('Mistakes', async ({ stage, playground, page }) => {
  await stage.open();

  await stage.scene('Two slips', 'One in the name of the file, one in that of a column.', async () => {
    await stage.type(sql);
    await stage.click(playground.runButton);
    await expect(playground.alert).toBeVisible();
  });

  await stage.scene('What was meant', 'The place is underlined, and names that exist are a click away.', async () => {
    const fix = playground.alert.getByRole('button', { name: 'penguins.csv' });
    await stage.point(fix);
    await stage.pause();
    await stage.click(fix);
    await stage.click(playground.runButton);
    await playground.expectError('BINDER_ERROR');
  });

  await stage.scene('And the other one', 'The message says where, and why.', async () => {
    await stage.click(playground.alert.getByRole('button', { name: 'body_mass_g' }));
    await stage.click(playground.runButton);
    await expect(playground.status).toHaveText(/^3 rows/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await stage.point(playground.cells.first());
  });
});
