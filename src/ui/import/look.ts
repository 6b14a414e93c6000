import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import { toPlaygroundError, type PlaygroundError } from '../../protocol/error';

/** The first rows of a query, as text. */
export interface FirstRows {
  columns: readonly { name: string; type: string }[];
  rows: readonly (readonly (string | null)[])[];
}

/** What came of a look. */
export type Look = { rows: FirstRows; error?: undefined } | { rows?: undefined; error: PlaygroundError };

/** Looks at what a query gives, as the page: nobody's history has it. Never rejects. @param relation what stands after FROM */
export async function lookAt(
  client: SessionClient,
  relation: string,
  limit: number,
  signal?: AbortSignal,
): Promise<Look> {
  try {
    const session = await client.ready();
    const sql = `FROM ${relation} LIMIT ${limit}`;
    const context = new QueryContext(session, sql, { origin: 'catalog', role: 'reader', maxRows: limit });
    const stop = (): void => void client.cancel(context.id).catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    const { error, statements } = await client.run(context);
    signal?.removeEventListener('abort', stop);
    if (error) return { error };
    const [found] = statements;
    const columns = found?.columns.map(({ name, type }) => ({ name, type: type.name })) ?? [];
    const rows = Array.from({ length: found?.heldRows ?? 0 }, (_, row) => found?.row(row) ?? []);
    return { rows: { columns, rows } };
  } catch (thrown) {
    return { error: toPlaygroundError(thrown, 'SESSION_LOST') };
  }
}
