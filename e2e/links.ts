import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { Playground } from '../src/playwright/fixture';

export const sqlLink = (sql: string) => `#sql=${encodeURIComponent(sql)}`;
export const packed = (content: object) => `#v1=${deflateRawSync(JSON.stringify(content)).toString('base64url')}`;
export const takeOver = (page: Page) => page.getByRole('button', { name: 'Take over' }).click();

/** Role and origin of the queries that have run, and their SQL. */
export async function asked(playground: Playground): Promise<(string | null)[][]> {
  const sql =
    "select sql, role, origin, namespace from sys.queries where sql not like '%sys.queries%' order by queued_at";
  return (await playground.query(sql, { role: 'admin' })).statements[0]?.rows ?? [];
}
