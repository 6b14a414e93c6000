import { readFileSync } from 'node:fs';
import { anybody, block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

const docs = readFileSync(new URL('../docs/embedding.md', import.meta.url), 'utf8');
const examples = [...docs.matchAll(/^```(html|sql)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
  language,
  text: text.replaceAll('"/playground/', `"${BUILD}`),
}));

/** The one example that holds these words. */
function example(words: string): string {
  const found = examples.filter(({ text }) => text.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} examples hold “${words}”.`);
  return found[0]?.text ?? '';
}

test('all examples are tested here', () => {
  const tested = ['40 + 2', 'data-selector', 'sql-playground-data', '-- hide', 'data-expect', 'importmap'].map(example);
  expect(examples.map(({ text }) => text).sort()).toEqual(tested.sort());
});

test('a block that runs', async ({ guest, page }) => {
  await guest.open('', example('40 + 2'));
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('gridcell')).toHaveText(['42']);
});

test('blocks that are upgraded', async ({ guest, page }) => {
  const code = '<pre><code class="language-sql">SELECT 1 AS one</code></pre><pre><code>not this</code></pre>';
  await guest.open(example('data-selector'), code);
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('gridcell')).toHaveText(['1']);
  await expect(page.locator('sql-playground')).toHaveAttribute('namespace', 'docs');
});

test('a file', async ({ guest, home }) => {
  home.pages.set('/docs/guide/data/orders.csv', { body: 'amount\n10\n32\n' });
  await guest.open(script(BUILD), example('sql-playground-data') + block('a', "SELECT sum(amount) FROM 'orders.csv'"));
  await guest.expectAnswer(['42']);
});

test('lines that are hidden, and lines that are locked', async ({ guest }) => {
  await guest.open(script(BUILD), block('a', example('-- hide')));
  const { host, editor, cells, status } = guest.playground();
  await expect(editor).toHaveValue('SELECT *\nFROM t\n');
  await guest.playground().runButton.click();
  await expect(cells).toHaveText(['0', '1', '2']);
  await expect(host).toHaveAttribute('data-state', 'success');
  await editor.fill('SELECT 1');
  await expect(status).toHaveText('These lines are locked.');
  await expect(editor).toHaveValue('SELECT *\nFROM t\n');
});

test('an exercise', async ({ guest, page }) => {
  const setup = `<script type="text/sql" id="ducks">
    CREATE TABLE ducks AS FROM (VALUES ('Daisy', 3), ('Donald', 0)) t(name, eggs)</script>`;
  await guest.open(script(BUILD), setup + example('data-expect'));
  const playground = page.locator('sql-playground');
  await playground.getByRole('button', { name: 'Run' }).click();
  await expect(playground).toHaveAttribute('data-check', 'wrong');
  await playground.getByRole('button', { name: 'Hint' }).click();
  await expect(playground.getByText('Not every duck has laid')).toBeVisible();
  await playground.getByRole('textbox', { name: 'SQL editor' }).fill("SELECT name FROM ducks WHERE name = 'Daisy'");
  await playground.getByRole('button', { name: 'Run' }).click();
  await expect(playground).toHaveAttribute('data-check', 'right');
});

test('a script that is pinned', async ({ guest, home, cdn }) => {
  cdn.headers = anybody;
  const pinned = example('importmap').replaceAll('https://cdn.example/playground/', cdn.build);
  const manifest = JSON.parse(readFileSync(new URL('../dist/integrity.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
  const parts = Object.entries(manifest).filter(([path]) => /^assets\/embed-.*\.js$/.test(path));
  const entry = /"http[^"]*…\.js": "sha384-…"/;
  expect(pinned).toMatch(entry);
  const head = pinned
    .replace(entry, parts.map(([path, hash]) => `"${cdn.build}${path}": "${hash}"`).join(','))
    .replace('integrity="sha384-…"', `integrity="${manifest['embed.js'] ?? ''}"`);
  expect(head).not.toContain('…');
  await guest.open(head, block());
  await guest.expectAnswer(['42']);
  expect(home.asked.some((path) => path.endsWith('embed.js'))).toBe(false);
});
