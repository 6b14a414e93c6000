import { anybody, block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

const code = '<pre><code class="sql">SELECT 43</code></pre>';
const selecting = 'data-selector="code.sql"';

test.describe('two copies of the script', () => {
  test('of one version, from two places: one class, one worker', async ({ guest, cdn, page }) => {
    cdn.headers = anybody;
    await guest.open(script(BUILD) + script(BUILD) + script(cdn.build, selecting), block() + code);
    await guest.expectAnswer(['42']);
    const second = page.locator('sql-playground').last();
    await second.getByRole('button', { name: 'Run' }).click();
    await expect(second.getByRole('gridcell')).toHaveText(['43']);
    expect(page.workers()).toHaveLength(1);
  });

  test('of two versions that fit: the second joins', async ({ guest, home, page }) => {
    const other = `/next${BUILD}`;
    let changed = 0;
    home.change = (path, body) => {
      const text = body.toString();
      if (!path.startsWith(other) || !text.includes('`0.1.0`')) return undefined;
      changed++;
      return { body: text.replaceAll('`0.1.0`', '`0.2.0`') };
    };
    await guest.open(script(BUILD) + script(other, selecting), block() + code);
    await guest.expectAnswer(['42']);
    const second = page.locator('sql-playground').last();
    await second.getByRole('button', { name: 'Run' }).click();
    await expect(second.getByRole('gridcell')).toHaveText(['43']);
    expect(changed).toBe(1);
    expect(page.workers()).toHaveLength(1);
    expect(home.asked.filter((path) => path.startsWith(other) && /live|worker|\.bin$/.test(path))).toEqual([]);
  });

  test.describe('that do not fit', () => {
    test.use({ expectedErrors: [/Dabble/] });

    test('the second says so, in the console and at its blocks', async ({ guest, page }) => {
      // As a copy of another protocol leaves it.
      const first = `<script>window[Symbol.for('dabble.embed')] = { protocol: 99, version: '9.9.9' };
        customElements.define('sql-playground', class First extends HTMLElement {});</script>`;
      const told = page.waitForEvent('console', (message) => message.type() === 'error');
      await guest.open(first + script(BUILD, selecting), block() + code + code);
      expect((await told).text()).toMatch(/has Dabble 9\.9\.9 already; Dabble [\d.]+ does not fit/);
      await expect(page.getByRole('note')).toHaveText([/cannot be run here.*9\.9\.9/, /cannot be run here.*9\.9\.9/]);
      await expect(page.getByText('SELECT 43').first()).toBeVisible();
      await page.evaluate((html) => {
        document.body.insertAdjacentHTML('beforeend', html);
      }, code);
      await expect(page.getByRole('note')).toHaveCount(3);
    });
  });
});

test.describe('a page that has an element of the name', () => {
  test.use({ expectedErrors: [/This page defines <sql-playground> itself/] });

  for (const name of ['sql-playground', 'sql-playground-data']) {
    test(`keeps its <${name}>, and is told`, async ({ guest, page }) => {
      const own = `<script>customElements.define('${name}', class Own extends HTMLElement {
        connectedCallback() { this.dataset.own = 'yes'; } });</script>`;
      const told = page.waitForEvent('console', (message) => message.type() === 'error');
      await guest.open(own + script(BUILD), `<${name} id="own">Theirs</${name}>${code}`);
      expect((await told).text()).toContain('Rename its element');
      await expect(page.locator('#own')).toHaveAttribute('data-own', 'yes');
      await expect(page.locator('#own')).toHaveText('Theirs');
      expect(await page.locator('#own').evaluate((element) => element.shadowRoot)).toBeNull();
    });
  }
});
