import type { PlaygroundError } from '../../protocol/error';
import type { Session } from '../session';
import { TestSession } from './test-session';

const SETUP = `CREATE TABLE t (a INTEGER, b VARCHAR); INSERT INTO t VALUES (1, 'x');
  CREATE TABLE events (moment TIMESTAMPTZ, day DATE);
  CREATE VIEW v AS FROM t;
  BEGIN;
  CREATE SEQUENCE s;
  CREATE VIEW counting AS FROM range(nextval('s'));
  CREATE VIEW counting_too AS FROM counting;
  CREATE VIEW "long name" AS FROM counting;
  CREATE VIEW over_long AS FROM "long name";
  CREATE MACRO counted() AS TABLE FROM range(nextval('s'));
  COMMIT;
  CREATE MACRO year_of(x) AS year(x);
  CREATE TEMP TABLE passing AS SELECT 1 AS here;
  SET VARIABLE kept = 7;
  PREPARE p AS SELECT $1 + 1`;

/** A session with tables and files, and with what must not be touched by a look. */
export async function openToCheck(): Promise<TestSession> {
  const db = await TestSession.open();
  const addFile = (name: string, text: string): void => {
    db.session.addFile(name, new TextEncoder().encode(text).buffer, null);
  };
  addFile('rows.csv', 'i,k\n6,f\n');
  addFile('Zoned.csv', 'at\n2024-01-01 00:00:00+02\n');
  addFile('days.csv', 'day,n\n2024-01-01,1\n');
  const { error } = await db.run(SETUP);
  if (error) throw new Error(error.message);
  return db;
}

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
