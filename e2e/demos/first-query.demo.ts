import { expect, test } from './stage';

const sql = `FROM 'penguins.csv'
SELECT
  species,
  count(*) AS penguins,
  round(avg(body_mass_g)) AS avg_mass_g,
  bar(avg(body_mass_g), 0, 6000, 24) AS mass
GROUP BY species`;

test('A first query', async ({ stage, playground, page }) => {
  await stage.open();

  await stage.scene(
    'A database in your browser',
    'DuckDB runs inside this page. Nothing you type leaves it.',
    async () => {
      await stage.point(playground.catalog.getByRole('treeitem', { name: 'penguins.csv' }));
      await stage.pause();
    },
  );

  await stage.scene('Write SQL', 'A file is a table: name it, and ask.', async () => {
    await stage.type(sql);
  });

  await stage.scene('Run it', 'The answer comes at once, with exact types.', async () => {
    await stage.click(playground.runButton);
    await expect(playground.status).toHaveText(/^3 rows/);
    await expect(playground.cells.filter({ hasText: 'Gentoo' })).toBeVisible();
  });

  await stage.scene('Look closer', 'A click on a column sorts by it, another one the other way round.', async () => {
    const header = playground.columnHeaders.filter({ hasText: 'avg_mass_g' });
    await stage.click(header);
    await stage.click(header);
    await expect(playground.cells.first()).toHaveText('Gentoo');
    await expect(page.getByRole('group', { name: 'Sort and filters' })).toContainText('3 of 3 rows');
    await stage.point(playground.cells.first());
  });
});
