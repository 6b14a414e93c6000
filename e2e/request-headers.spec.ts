import { expect, test } from './data-fixtures';
import { DataServer } from './data-server';

test.use({ expectedErrors: [/401/] });

test.beforeEach(({ server }) => {
  server.files.set('/private/x.csv', Buffer.from('a,b\n1,x\n2,y\n'));
});

test('request headers are set by scripts and typed, reach their host, and are kept nowhere', async ({
  playground,
  server,
  page,
}) => {
  await test.step('a script sets what a host wants, and the statement that was refused works', async () => {
    await playground.goto();
    const address = `${server.origin}/private/x.csv`;
    const sum = () => playground.query(`SELECT sum(a) FROM '${address}'`);
    const refused = await sum();
    expect(refused.error).toMatchObject({ code: 'HTTP_ERROR' });
    expect(refused.error?.hint).toContain('request headers');
    await page.evaluate(async ([origin, key]) => window.playground?.headers.set(origin, { Authorization: key }), [
      server.origin,
      DataServer.KEY,
    ] as const);
    expect((await sum()).statements[0]?.rows).toEqual([['3']]);
    expect(await page.evaluate(() => window.playground?.headers.list())).toEqual([
      { origin: server.origin, names: ['Authorization'] },
    ]);

    // A session that takes the place of this one has them, and has to fetch the file anew.
    await page.evaluate(() => window.playground?.restart());
    expect((await sum()).statements[0]?.rows).toEqual([['3']]);
    await page.evaluate(async (origin) => window.playground?.headers.remove(origin), server.origin);
    await page.evaluate(() => window.playground?.restart());
    expect((await sum()).error?.code).toBe('HTTP_ERROR');
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
    );
    expect(kept).not.toContain('5ecret');
  });

  await test.step('they are typed beside the address, and taken away again', async () => {
    const dialog = page.getByRole('dialog', { name: 'Add data' });
    const hosts = dialog.getByRole('list', { name: 'Hosts with headers' });
    const open = async () => {
      await page.getByRole('button', { name: 'Add data', exact: true }).click();
      await dialog.getByText('Request headers').click();
    };
    await open();
    await dialog.getByRole('textbox', { name: 'From an address' }).fill(`${server.origin}/private/x.csv`);
    await expect(dialog).toContainText(`For ${new URL(server.origin).host} alone`);
    await dialog.getByRole('textbox', { name: 'Header' }).fill('Cookie');
    await dialog.getByLabel('Value').fill(DataServer.KEY);
    await dialog.getByRole('button', { name: 'Fetch' }).click();
    await expect(dialog).toContainText('Browsers do not let a page set the header Cookie.');
    await dialog.getByRole('textbox', { name: 'Header' }).fill('Authorization');
    await dialog.getByRole('button', { name: 'Fetch' }).click();
    await expect(page.getByRole('group', { name: 'x.csv', exact: true })).toBeVisible();
    expect(server.served.at(-1)).toMatchObject({ path: '/private/x.csv', authorization: DataServer.KEY });
    // SQL has them, too.
    const { statements } = await playground.query(`SELECT sum(a) FROM '${server.origin}/private/x.csv'`);
    expect(statements[0]?.rows).toEqual([['3']]);

    await open();
    await expect(hosts).toContainText(`${server.origin}: Authorization`);
    await expect(dialog.getByLabel('Value')).toHaveValue('');
    await hosts.getByRole('button', { name: 'Remove' }).click();
    await expect(hosts).toHaveCount(0);
    expect(await page.evaluate(() => window.playground?.headers.list())).toEqual([]);
  });
});
