import type { SqlPlayground } from '../src/embed/embed';
import { block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

test('values that are not known are told, each with what is, and count as absent', async ({ guest }) => {
  const wrong = {
    'user-role': 'admin',
    autorun: 'always',
    loading: 'soon',
    theme: 'blue',
    view: 'pie',
    'max-rows': 'many',
    timeout: '-1',
    height: '50%',
  };
  const attributes = Object.entries(wrong).map(([name, value]) => `${name}="${value}"`);
  await guest.open(
    script(BUILD),
    block('a', 'CREATE TABLE t AS SELECT 1 AS x; FROM t', attributes.join(' ')) +
      block('b', 'SELECT 1', 'namespace="no name"'),
  );
  const { host } = guest.playground();
  const problems = host.getByRole('list', { name: 'Problems of this playground' }).getByRole('listitem');
  await expect(problems).toHaveText([
    'height="50%" is not a whole number from 1 up.',
    'user-role="admin" is not known. Use one of: author, reader.',
    'autorun="always" is not known. Use one of: none, visible, load.',
    'loading="soon" is not known. Use one of: lazy, eager, click.',
    'theme="blue" is not known. Use one of: auto, light, dark.',
    'view="pie" is not known. Use one of: table, chart, plan, text.',
    'max-rows="many" is not a whole number from 0 up.',
    'timeout="-1" is not a whole number from 0 up.',
  ]);
  await expect(host).toHaveAttribute('data-state', 'idle');
  await guest.expectAnswer(['1']);
  await host.evaluate((element, names) => {
    for (const name of names) element.removeAttribute(name);
  }, Object.keys(wrong));
  await expect(problems).toHaveCount(0);
  await guest.expectReason(['"no name" cannot be the name of a namespace', 'letters, digits'], 'b');
});

test.describe('what cannot be fetched', () => {
  test.use({ expectedErrors: [/404|CORS|Failed to load/] });

  test('is named, with what to do', async ({ guest, cdn, page }) => {
    const foreign = `${cdn.origin}/data`;
    for (const path of ['/data/a.sql', '/data/a.csv']) cdn.pages.set(path, { body: 'SELECT 1' });
    await guest.open(
      script(BUILD),
      `<sql-playground-data name="here.csv" src="gone.csv"></sql-playground-data>
       <sql-playground-data name="there.csv" src="${foreign}/a.csv"></sql-playground-data>
       ${block('setup', 'SELECT 1', 'setup="gone.sql" namespace="one"')}
       ${block('foreign-setup', 'SELECT 1', `setup="${foreign}/a.sql" namespace="two"`)}
       <sql-playground id="src" src="gone.sql"></sql-playground>
       <sql-playground id="foreign-src" src="${foreign}/a.sql"></sql-playground>
       ${block('data', "FROM 'here.csv'")} ${block('foreign-data', "FROM 'there.csv'")}`,
    );
    const here = new URL('gone', page.url()).href;
    const address = 'Check the address in the page';
    const allow = ['Access-Control-Allow-Origin', `connect-src ${cdn.origin}`];
    await guest.expectReason(['The setup of this playground', `${here}.sql`, '404', address], 'setup');
    await guest.expectReason(['The setup of this playground', `${foreign}/a.sql`, ...allow], 'foreign-setup');
    await guest.expectReason(['The SQL of this playground', `${here}.sql`, '404', address], 'src');
    await guest.expectReason(['The SQL of this playground', `${foreign}/a.sql`, ...allow], 'foreign-src');
    await guest.expectReason(['The file “here.csv”', `${here}.csv`, '404', address], 'data');
    await guest.expectReason(['The file “there.csv”', `${foreign}/a.csv`, ...allow], 'foreign-data');
    cdn.headers = { 'access-control-allow-origin': '*' };
    await guest.expectAnswer(['1'], 'foreign-setup');
  });
});

test('playgrounds that name each other wrongly are told which, and how to mend it', async ({ guest }) => {
  await guest.open(
    script(BUILD),
    `<p id="text">Text</p><i id="same"></i><script type="text/sql" id="one">CREATE TABLE t (i INT)</script>
     <script type="text/sql" id="two">CREATE TABLE u (i INT)</script>
     ${block('same')} ${block('a', 'SELECT 1', 'depends-on="same"')} ${block('b', 'SELECT 1', 'depends-on="nobody"')}
     ${block('c', 'SELECT 1', 'depends-on="text"')} ${block('d', 'SELECT 1', 'depends-on="d"')}
     ${block('broken', 'FROM nothing')} ${block('e', 'SELECT 1', 'depends-on="broken"')}
     ${block('f', 'SELECT 1', 'setup="#one" namespace="shop"')} ${block('g', 'FROM u', 'setup="#two" namespace="Shop"')}`,
  );
  const wrong: [id: string, reasons: string[]][] = [
    ['a', ['depends-on="same": the page has 2 elements of that id', 'for who wrote the page']],
    ['b', ['depends-on="nobody": the page has no element of that id']],
    ['c', ['#text is no playground']],
    ['d', ['#d → #d', 'Take one depends-on away']],
    ['e', ['#broken, which has to run first, ended as failed', 'nothing does not exist']],
  ];
  for (const [id, reasons] of wrong) await guest.expectReason(reasons, id);
  await guest.expectAnswer(['1'], 'f');
  await guest.expectReason(['“Shop” has been set up by “#one” already', 'a namespace of its own'], 'g');
});

test('what others rely on runs again when the namespace was emptied', async ({ guest }) => {
  await guest.open(
    script(BUILD),
    `${block('made', 'CREATE TABLE made AS SELECT 5 AS x')} ${block('a', 'FROM made', 'depends-on="made"')}
     ${block('b', 'SELECT x + 1 FROM made', 'depends-on="made"')}`,
  );
  await guest.expectAnswer(['5'], 'a');
  await guest.expectAnswer(['6'], 'b');
  await expect(guest.playground('made').host).toHaveAttribute('data-run', '1');
  await guest.playground('a').host.evaluate((element) => (element as SqlPlayground).reset());
  await guest.expectAnswer(['6'], 'b');
  await guest.expectAnswer(['5'], 'a');
  await expect(guest.playground('made').host).toHaveAttribute('data-run', '2');
});

test('a setup that is slow is waited for by all of its namespace', async ({ guest, home }) => {
  home.pages.set('/docs/guide/t.sql', {
    body: 'CREATE TABLE t AS SELECT 7 AS x;',
    pieces: { count: 12, everyMs: 100 },
  });
  await guest.open(
    script(BUILD),
    block('ready') + block('a', 'FROM t', 'setup="t.sql"') + block('b', 'FROM t', 'setup="t.sql"'),
  );
  await guest.expectAnswer(['42'], 'ready');
  await guest.playground('a').runButton.click();
  await expect.poll(() => home.asked.includes('/docs/guide/t.sql')).toBe(true);
  await guest.playground('b').runButton.click();
  for (const id of ['a', 'b']) await expect(guest.playground(id).cells).toHaveText(['7']);
});

test('a setup that fails half-way begins anew the next time, unless that took from others', async ({ guest, page }) => {
  await guest.open(
    script(BUILD),
    `<script type="text/sql" id="half">CREATE TABLE t AS SELECT 3 AS x; CREATE VIEW v AS FROM other</script>
     ${block('a', 'FROM t', 'setup="#half" namespace="alone"')}
     ${block('before', 'CREATE TABLE mine AS SELECT 1 AS i; FROM mine')} ${block('b', 'FROM t', 'setup="#half"')}`,
  );
  for (let run = 1; run <= 2; run++) {
    await guest.expectReason(['The setup “#half” failed', /other does not exist/], 'a');
    await expect(guest.playground('a').host).toHaveAttribute('data-run', String(run));
  }
  await guest.expectAnswer(['1'], 'before');
  await guest.expectReason(['other does not exist', /“main”: “Reset text and data” empties it/], 'b');
  await guest.playground('before').editor.fill('FROM mine');
  await guest.expectAnswer(['1'], 'before');
  await page.locator('#half').evaluate((element) => {
    element.textContent = 'CREATE TABLE t AS SELECT 3 AS x';
  });
  await guest.expectAnswer(['3'], 'a');
  await guest.expectReason(['already exists', 'Reset text and data'], 'b');
  await guest.playground('b').host.evaluate((element) => (element as SqlPlayground).reset());
  await guest.expectAnswer(['3'], 'b');
});
