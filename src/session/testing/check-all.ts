import type { PlaygroundError } from '../../protocol/error';
import type { Session } from '../session';

/** What the engine has against all of a script, however often it has to be asked; null where it has other things to do. */
export function checkAll(session: Session, sql: string, namespace = 'main'): PlaygroundError[] | null {
  const errors: PlaygroundError[] = [];
  for (let first: number | null = 0; first !== null;) {
    const part = session.check(namespace, sql, first);
    if (!part) return null;
    errors.push(...part.errors);
    first = part.next;
  }
  return errors;
}
