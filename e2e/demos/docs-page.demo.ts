import { readFile } from 'node:fs/promises';
import { expect, test } from './stage';

const guide = new URL('pages/guide.html', import.meta.url);

test('In your documentation', async ({ stage, playground, page, playgroundSite }) => {
  await page.route(`${playgroundSite}guide.html*`, async (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: await readFile(guide, 'utf8') }),
  );
  await page.goto(`${playgroundSite}guide.html`);
  const example = playground.embed('example');
  const task = playground.embed('task');

  await stage.scene(
    'An example',
    'A block of code like all others. Its engine starts when somebody wants it.',
    async () => {
      await expect(example.runButton).toBeVisible();
      await stage.point(example.runButton);
      await stage.pause();
    },
  );

  await stage.scene('Runs where it stands', 'One engine for all examples of a page.', async () => {
    await stage.click(example.runButton);
    await example.expectRows([
      ['Della', 4],
      ['Daisy', 3],
    ]);
    await expect(example.cells.first()).toBeVisible();
  });

  await stage.scene('An exercise', 'Readers change the text, and learn whether their rows are right.', async () => {
    await stage.click(task.runButton);
    await expect(task.host).toHaveAttribute('data-check', 'wrong');
    await task.host.scrollIntoViewIfNeeded();
    await stage.click(task.host.getByRole('button', { name: 'Hint' }));
  });

  await stage.scene('Solved', 'The solution is shown to nobody who has not asked for it.', async () => {
    await stage.type('SELECT name\nFROM ducks\nWHERE eggs > 0', { into: task });
    await stage.click(task.runButton);
    await expect(task.host).toHaveAttribute('data-check', 'right');
  });
});
