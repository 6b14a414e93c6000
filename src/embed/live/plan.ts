import { QueryContext } from '../../client/query-context';
import type { EmbedRun } from './embed-run.svelte';

/** How the engine goes about a statement, as it prints it. */
export async function planOf(run: EmbedRun, sql: string): Promise<string> {
  const session = await run.client.ready();
  const { namespace, host } = run;
  const context = new QueryContext(session, `EXPLAIN ${sql}`, {
    namespace,
    role: host.options.role,
    origin: 'catalog',
  });
  const { error, statements } = await run.client.run(context);
  if (error) return `There is no plan: ${error.message}`;
  const [plan] = statements;
  return Array.from({ length: plan?.heldRows ?? 0 }, (_, row) => plan?.text(row, 1) ?? '').join('\n');
}
