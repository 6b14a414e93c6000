import type { CDPSession } from '@playwright/test';
import type { SqlPlayground } from '../src/embed/embed';
import { block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

interface Counts {
  nodes: number;
  listeners: number;
  bytes: number;
}

/** What the page holds once everything that nobody holds is gone. */
async function countsOf(devtools: CDPSession): Promise<Counts> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  const { usedSize: bytes } = await devtools.send('Runtime.getHeapUsage');
  return { nodes, listeners, bytes };
}

test('a thousand mounts leave no node, no listener, no memory and no namespace behind', async ({ guest, page }) => {
  await guest.open(script(BUILD), block('kept'));
  await guest.expectAnswer(['42'], 'kept');
  const devtools = await page.context().newCDPSession(page);
  const mount = async (count: number) => {
    await page.evaluate(async (rounds) => {
      for (let i = 0; i < rounds; i++) {
        const holder = document.createElement('div');
        holder.innerHTML = `<sql-playground namespace="isolated" label="Number ${i}">
          <pre><code>CREATE TABLE t AS FROM range(1000); FROM t LIMIT 3</code></pre></sql-playground>`;
        const element = holder.firstElementChild as SqlPlayground;
        document.body.append(element);
        element.focus();
        if (i % 25 === 0) await element.run();
        else await Promise.resolve();
        element.remove();
      }
    }, count);
  };
  const isolated = async () => {
    const kept = guest.playground('kept').host;
    const rows = await kept.evaluate(async (element) => {
      (element as SqlPlayground).sql = `SELECT count(*) FILTER (table_count > 0), count(*) < 60 FROM sys.namespaces
        WHERE namespace LIKE 'isolated-%'`;
      return (await (element as SqlPlayground).run()).statements[0]?.rows[0];
    });
    return rows;
  };
  // What is made once is made by then.
  await mount(300);
  await isolated();
  const before = await countsOf(devtools);
  await mount(1000);
  // Their namespaces are emptied when the browser has let go of them.
  await expect
    .poll(async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      return isolated();
    })
    .toEqual(['0', 'true']);
  const after = await countsOf(devtools);
  expect(after.listeners - before.listeners).toBeLessThanOrEqual(0);
  // The browser may still hold the last of them, which has about 70.
  expect(after.nodes - before.nodes).toBeLessThan(150);
  expect(after.bytes - before.bytes).toBeLessThan(500_000);
  expect(page.workers()).toHaveLength(1);
});
