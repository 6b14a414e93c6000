import type { Page } from '@playwright/test';
import { expect, manners, test, type SiteName } from './example-sites';

const ducks = ['Daisy', '3', 'Della', '1', 'Donald', '0'];

for (const name of Object.keys(manners) as SiteName[]) {
  const { guide, search, loadsPages } = manners[name];

  test.describe(name, () => {
    test.use({ siteName: name });

    test('a page says the same without scripts, at the same places', async ({ browser, example }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const plain = await context.newPage();
      await plain.goto(example.address + guide);
      const block = plain.locator('sql-playground[label="Ducks"] pre');
      await expect(block).toBeVisible();
      await expect(block).toContainText('SELECT name, eggs FROM ducks ORDER BY name');
      await expect(plain.getByText('CREATE TABLE')).toBeHidden();
      await expect(plain.getByText('plumage')).toBeHidden();
      await expect(plain.getByText('Not every duck')).toBeHidden();
      const places = await placesOn(plain);
      await context.close();

      await example.open(guide);
      await expect(example.playground('Exercise').runButton).toBeVisible();
      await expect.poll(() => placesOn(example.page)).toEqual(places);
    });

    test('playgrounds run, and go on when a reader comes by a link and goes back', async ({ example, page }) => {
      await example.open();
      const answer = example.playground('Answer');
      await answer.runButton.click();
      await expect(answer.cells).toHaveText(['42', 'a < b & {{ c }}']);
      await page.evaluate(() => Object.assign(window, { isKept: true }));
      await example.follow('guide');

      const all = example.playground('Ducks');
      expect(await all.getSql()).toBe('-- quackery\n\nSELECT name, eggs FROM ducks ORDER BY name');
      await all.runButton.click();
      await expect(all.cells).toHaveText(ducks);
      const exercise = example.playground('Exercise');
      await exercise.runButton.click();
      await expect(exercise.host).toHaveAttribute('data-check', 'wrong');
      await exercise.host.getByRole('button', { name: 'Hint' }).click();
      await expect(exercise.host.getByText('Not every duck has.')).toBeVisible();
      await exercise.editor.fill('SELECT name FROM ducks WHERE eggs > 0');
      await exercise.runButton.click();
      await expect(exercise.host).toHaveAttribute('data-check', 'right');
      expect(await page.evaluate(() => 'isKept' in window)).toBe(!loadsPages);
      await expect.poll(() => page.workers().length).toBe(1);

      await test.step('a playground follows the dark switch, and is printed with its result', async () => {
        const frame = all.host.getByRole('region', { name: 'Ducks' });
        await expect(frame).toHaveCSS('color-scheme', 'light');
        await example.manners.goDark(page);
        await expect(frame).toHaveCSS('color-scheme', 'dark');
        await page.emulateMedia({ media: 'print' });
        await expect(frame.getByText('quackery')).toBeVisible();
        await expect(all.host.getByRole('cell')).toHaveText(ducks);
        await expect(all.runButton).toBeHidden();
        await page.emulateMedia({ media: 'screen' });
      });

      await page.goBack();
      await answer.runButton.click();
      await expect(answer.cells).toHaveText(['42', 'a < b & {{ c }}']);

      if (!search) return;
      await test.step('the search of the pages finds what is in a block, and not its solution', async () => {
        await example.open();
        await example.search('quackery', search.results(page).filter({ hasText: 'Guide' }));
        await example.search('plumage', page.getByText(search.none));
      });
    });
  });
}

for (const name of ['vitepress', 'docusaurus'] as const) {
  test.describe(name, () => {
    test.use({ siteName: name });

    test('a component of the framework has a playground, and hears of its result', async ({ example, page }) => {
      await example.open(manners[name].guide);
      const { runButton, cells } = example.playground('Component');
      await runButton.click();
      await expect(cells).toHaveText(['0', '1', '2']);
      await expect(page.getByText('The component has seen 3 rows.')).toBeVisible();
    });
  });
}

/** Where the words of a page are, in pixels from its top. */
function placesOn(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, p)')].map((element) => element.getBoundingClientRect().top),
  );
}
