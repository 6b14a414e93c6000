/** The script of pages that embed playgrounds: defines `<sql-playground>`, and upgrades blocks in place where its tag says so. */
import { upgradeBlocks } from './block-upgrade';
import { defineElements } from './page-registry';

export type { SqlPlayground } from './playground-element';

if (typeof document !== 'undefined') {
  const problem = defineElements();
  if (problem !== undefined) console.error(problem);
  upgradeBlocks(import.meta.url, problem);
}
