import { readFile, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';
import { dropFromDisk, fileNames } from './import-steps';

const SHOP = `create type mood as enum ('sad', 'ok'); create sequence ids start 7; create table "the orders" (id int primary key default nextval('ids'), m mood, h hugeint, made timestamptz, i interval, l struct(a int, b varchar[]));
  insert into "the orders" (m, h, made, i, l) select 'ok', 170141183460469231731687303715884105727, '2020-02-03 04:05:06+00', '1 month 2 days', {a: 1, b: ['x', null]} from range(3);
  create table lines (order_id int references "the orders" (id)); insert into lines values (7), (8); create macro twice(x, y := 2) as x * y;
  create view totals as select count(*) as n, twice(21) as t from "the orders" join lines on order_id = id; create table empty (a int)`;

test('a database is exported, and is the same again where its archive is dropped', async ({
  page,
  playground,
}, testInfo) => {
  await playground.goto();
  expect((await playground.query(SHOP)).error).toBeUndefined();
  const button = page.getByRole('button', { name: /^Database:/ });
  const dialog = page.getByRole('dialog', { name: 'Databases' });
  await button.focus();
  await page.keyboard.press('Enter');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export memory' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('memory.zip');
  const archive = testInfo.outputPath('memory.zip');
  await download.saveAs(archive);
  expect(Object.keys(unzipSync(await readFile(archive)))).toEqual([
    'load.sql',
    'README.txt',
    'data/the_orders.parquet',
    'data/lines.parquet',
  ]);
  await expect(dialog).toContainText('in use by this site');

  await test.step('dropped on another page', async () => {
    const tables = `select h::varchar, made::varchar, i::varchar, l::varchar, m::varchar from "the orders" order by id; from lines order by 1; from totals; select nextval('ids')`;
    const before = await playground.query(tables);
    await page.reload();
    await playground.ready();
    await playground.setSql('select 1');
    await dropFromDisk(page, archive);
    await expect(page.getByText('load.sql came with these files')).toBeVisible();
    await fileNames(playground).toEqual(['data/lines.parquet', 'data/the_orders.parquet']);
    await page.getByRole('button', { name: 'Open load.sql' }).press('Enter');
    await expect.poll(() => playground.getSql()).toContain('-- Schemas'.slice(0, 3));
    await dropFromDisk(page, archive);
    // Its files are here already: others must not be read in their place.
    const asked = page.getByRole('dialog', { name: /already/ });
    await asked.getByRole('button', { name: 'Keep both' }).click();
    await expect(page.getByText('by names that were taken')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run load.sql' })).toHaveCount(0);
    await dropFromDisk(page, archive);
    await asked.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('button', { name: 'Run load.sql' }).click();
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    const after = await playground.query(tables);
    expect(after.error).toBeUndefined();
    expect(after.statements.map(({ rows }) => rows)).toEqual(before.statements.map(({ rows }) => rows));
  });

  await test.step('by the driver; not half of a transaction, nor of what is not there', async () => {
    const ask = (namespace: string) =>
      page.evaluate(async (name) => {
        const archived = await window.playground?.exportDatabase(name).catch((thrown: unknown) => String(thrown));
        return archived instanceof Blob ? archived.type : archived;
      }, namespace);
    expect(await ask('main')).toBe('application/zip');
    expect(await ask('nowhere')).toContain('There is no database of the name nowhere.');
    await playground.query('begin; delete from lines', { namespace: 'main' });
    expect(await ask('main')).toContain('has a transaction open');
    await playground.query('rollback', { namespace: 'main' });
    await page.evaluate(() => window.playground?.databases?.open('kept'));
    await playground.query('create table k as select 5 as a', { namespace: 'kept' });
    await page.evaluate(() => window.playground?.databases?.close('kept'));
    expect(await ask('kept')).toBe('application/zip');
    expect(await page.evaluate(() => window.playground?.databases?.list())).toMatchObject([{ state: 'closed' }]);
    expect((await playground.query('select namespace from sys.namespaces')).statements[0]?.rows.flat()).not.toContain(
      'nowhere',
    );
  });

  await test.step('stopped', async () => {
    await playground.query('create table big as select range as i, hash(range) as h from range(3000000)');
    await button.click();
    await dialog.getByRole('button', { name: 'Export memory' }).click();
    await expect(dialog).toContainText(/big: [\d,]+ rows/);
    await expectNoViolations(page, { 'an export that runs': () => Promise.resolve() });
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('what is no archive says so', async () => {
    const broken = testInfo.outputPath('broken.zip');
    await writeFile(broken, 'PK it is not');
    await dropFromDisk(page, broken);
    await expect(playground.alert).toContainText('broken.zip could not be opened. It is no zip archive');
  });
});
