import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/playground';

const SCRIPT = `-- Two of a kind
select 1 as a;

select 2 as b
from range(3);

select 3 as c;
`;

/** Rows may be there before, and a key that runs is not heard until then. */
const hasEnded = (playground: Playground) => expect(playground.region).toHaveAttribute('data-state', 'success');

const cellTexts = (playground: Playground) => playground.cells.allTextContents();

/** The script, with the caret at its beginning. */
async function begin(playground: Playground): Promise<void> {
  await playground.setSql(SCRIPT);
  await playground.editor.press('Control+Home');
}

test('what is run is what the keys say, and is marked', async ({ page, playground }) => {
  await playground.goto();
  await begin(playground);

  await test.step('Ctrl+Enter runs the statement at the caret, with Shift all of them', async () => {
    const { keyboard } = page;
    await playground.editor.press('ArrowDown');
    await keyboard.press('Control+Enter');
    await expect(playground.cells).toHaveText(['1']);
    await expect(page.getByRole('tab')).toHaveCount(1);
    await hasEnded(playground);

    for (let i = 0; i < 3; i++) await keyboard.press('ArrowDown');
    await keyboard.press('Control+Enter');
    await expect.poll(() => cellTexts(playground)).toEqual(['2', '2', '2']);
    await hasEnded(playground);

    await keyboard.press('Control+Shift+Enter');
    await expect(page.getByRole('tab')).toHaveCount(3);
    await hasEnded(playground);
  });

  await test.step('a selection is run as it is', async () => {
    const { keyboard } = page;
    await playground.setSql('select 10 + 5 as total');
    await playground.editor.press('Control+Home');
    for (const _ of 'select 10') await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Control+Enter');
    await expect(playground.cells).toHaveText(['10']);
    await hasEnded(playground);
  });

  await test.step('Alt+Enter shows the plan, and the statement does not run', async () => {
    await playground.setSql('create table made as select 1');
    await playground.editor.press('Alt+Enter');
    await expect(playground.cells.filter({ hasText: 'CREATE_TABLE_AS' })).toBeVisible();
    const { statements } = await playground.query("select count(*) from sys.tables where table_name = 'made'");
    expect(statements[0]?.rows).toEqual([['0']]);
    await expect(page.locator('.statement-note')).toHaveCount(0);
  });

  await test.step('an error of a statement is marked where it stands in the whole text', async () => {
    await playground.setSql('select 1;\n\nselect bdoy from range(3);');
    await playground.editor.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'line 3, column 8' })).toBeVisible();
  });

  await test.step('a line runs along the statement that the caret is in', async () => {
    await begin(playground);
    await expect(page.locator('.run-glyph.is-current')).toHaveCount(1);
    await expect(page.locator('.current-statement')).toHaveCount(1);
    for (let i = 0; i < 4; i++) await playground.editor.press('ArrowDown');
    await expect(page.locator('.current-statement')).toHaveCount(2);
  });

  await test.step('a click beside a statement runs it, and what came of it stands after it until it changes', async () => {
    await begin(playground);
    await page.locator('.run-glyph').nth(1).click();
    await expect.poll(() => cellTexts(playground)).toEqual(['2', '2', '2']);
    const notes = page.locator('.statement-note');
    await expect(notes).toHaveText([/3\srows\sin\s[\d.]+\sm?s/]);

    await page.locator('.run-glyph').nth(2).click();
    await expect(notes).toHaveText([/3\srows\sin/, /1\srow\sin/]);
    expect(await playground.getSql()).toBe(SCRIPT);

    // Text elsewhere moves it along; text of its own takes it away.
    await playground.editor.press('Control+Home');
    await page.keyboard.type('-- new\n');
    await expect(notes).toHaveCount(2);
    await playground.editor.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await expect(notes).toHaveText([/3\srows\sin/]);
  });
});
