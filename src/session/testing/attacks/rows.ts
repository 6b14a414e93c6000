/** A statement and, where it leaves something behind for others, what takes that back. */
export interface Row {
  sql: string;
  undo?: string;
}

/** One row per line, with `⏎` for a line's end inside of one; what follows `⟲` takes it back. */
export function rows(lines: string): Row[] {
  return lines
    .split('\n')
    .map((line) => line.trim().replaceAll('⏎', '\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const [sql = '', undo] = line.split(' ⟲ ');
      return undo === undefined ? { sql } : { sql, undo };
    });
}

/** What every namespace of the tests begins with. `cv`, `cm` and what is prepared are an admin's. */
export const SETUP = `
  CREATE TABLE t (i INT, k VARCHAR); INSERT INTO t VALUES (1, 'a'), (2, 'b');
  CREATE TABLE u (i INT PRIMARY KEY, j INT); INSERT INTO u VALUES (1, 1);
  CREATE INDEX ix ON t (i); CREATE VIEW v AS FROM t; CREATE TYPE mood AS ENUM ('ok'); CREATE SEQUENCE s;
  CREATE SCHEMA sc; CREATE TABLE sc.q (i INT); CREATE MACRO m(a) AS a + 1; CREATE MACRO tm() AS TABLE FROM t;
  CREATE TEMP TABLE tt (i INT); CREATE TEMP SEQUENCE ts; CREATE TEMP MACRO tmm() AS 1;
  CREATE MACRO nv() AS nextval('s'); CREATE VIEW nvv AS SELECT nextval('s') AS n;
  CREATE VIEW cv AS FROM checkpoint(); CREATE MACRO cm() AS TABLE FROM force_checkpoint();
  PREPARE p_read AS FROM t WHERE i = $1; PREPARE p_own AS INSERT INTO t VALUES ($1, 'p');
  PREPARE p_other AS INSERT INTO att.t VALUES (1, 'x'); PREPARE p_copy AS COPY t TO 'copied.csv';
  PREPARE p_check AS FROM checkpoint(); PREPARE p_query AS FROM query($1); SET VARIABLE x = 1`;

/** A database that an admin attached, for all namespaces. */
export const ATTACHED = `
  ATTACH ':memory:' AS att; CREATE TABLE att.t (i INT, k VARCHAR); INSERT INTO att.t VALUES (7, 'g');
  CREATE SEQUENCE att.s; CREATE VIEW att.v AS SELECT 1 AS i; CREATE MACRO att.m() AS 1; CREATE SCHEMA att.sc;
  CREATE TYPE att.mood AS ENUM ('ok'); CREATE INDEX ix ON att.t (i); CREATE TABLE att.sc.q (i INT)`;
