import { fileURLToPath } from 'node:url';
import { expect, test } from './stage';

const airports = fileURLToPath(new URL('../../public/samples/airports.csv', import.meta.url));
const byState = `SELECT state, count(*) AS airports, round(avg(latitude), 1) AS avg_latitude
FROM 'airports.csv'
GROUP BY ALL
ORDER BY airports DESC
LIMIT 8`;

test('A file of your own', async ({ stage, playground, page }) => {
  await stage.open();
  await playground.setSql('');

  await stage.scene('Drop a file', 'It is read where it is. Nothing is uploaded.', async () => {
    await playground.dropFile(airports);
    await stage.point(page.getByRole('button', { name: 'Query it' }));
    await stage.pause();
  });

  await stage.scene('Query it', 'Types are found by themselves.', async () => {
    await stage.click(page.getByRole('button', { name: 'Query it' }));
    await expect(playground.status).toHaveText(/^3,376 rows/);
    await expect(playground.cells.first()).toBeVisible();
  });

  await stage.scene('Look at its columns', 'Of all rows: how many, how different, how spread.', async () => {
    await stage.click(page.getByRole('button', { name: 'Profile' }));
    const profile = page.getByRole('region', { name: 'Column profile' });
    await expect(profile.getByText('latitude', { exact: true })).toBeVisible();
    await expect(profile.getByRole('progressbar')).toHaveCount(0);
  });

  await stage.scene('Ask it', 'As any table.', async () => {
    await stage.click(page.getByRole('button', { name: 'Close the column profile' }));
    await stage.type(byState);
    await stage.click(playground.runButton);
    await expect(playground.status).toHaveText(/^8 rows/);
    await stage.point(playground.cells.first());
  });
});
