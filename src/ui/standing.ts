import type { RunAs } from '../client/run-as';
import type { Role } from '../protocol/query';

/** Where and as whom SQL runs, where that is worth a word. */
export function standing({ namespace, role }: RunAs, usual: Role): string {
  const where = namespace === 'main' ? '' : `Namespace ${namespace}`;
  const how = role === usual ? '' : `as ${role}`;
  return [where, how].filter((words) => words !== '').join(' · ');
}
