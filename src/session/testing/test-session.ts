import type { PlaygroundError } from '../../protocol/error';
import type { Column, QueryOutcome, QueryRequest } from '../../protocol/query';
import type { Batch } from '../../protocol/batch';
import { readBatch } from '../../results/column-reader';
import { Session, type SessionOptions } from '../session';
import { createNodeEngine } from './node-engine';

export interface RanStatement {
  sql: string;
  columns: string[];
  types: string[];
  /** Names and types as they crossed. */
  definitions: Column[];
  rows: (string | null)[][];
  rowCount: number;
  truncated: boolean;
  isFinished: boolean;
}

export interface Ran {
  queryId: string;
  status: QueryOutcome['status'];
  error: PlaygroundError | undefined;
  statements: RanStatement[];
  /** As they crossed. */
  batches: Batch[];
  transaction: QueryOutcome['transaction'];
}

export interface TestOptions extends Partial<Omit<QueryRequest, 'sql'>> {
  /** Leaves it to the test to grant credit for the rows that come. */
  withholdsCredit?: boolean;
}

/** A real session on the real engine, and a way to run SQL on it and see text. */
export class TestSession {
  #count = 0;

  private constructor(readonly session: Session) {}

  static async open(options: Partial<SessionOptions> = {}): Promise<TestSession> {
    const schedule = (callback: () => void) => void setImmediate(callback);
    return new TestSession(new Session(await createNodeEngine(), { schedule, ...options }));
  }

  /** Begins a query; its id is known at once. */
  start(
    sql: string,
    { withholdsCredit = false, ...options }: TestOptions = {},
  ): { queryId: string; ended: Promise<Ran>; statements: RanStatement[] } {
    const statements: RanStatement[] = [];
    const batches: Batch[] = [];
    const types: Parameters<typeof readBatch>[0][] = [];
    const request: QueryRequest = {
      id: `t-${String(++this.#count)}`,
      sessionId: this.session.info.sessionId,
      sql,
      namespace: 'main',
      role: 'admin',
      origin: 'driver',
      createdAt: Date.now(),
      timeoutMs: 0,
      maxRows: 1000,
      ...options,
    };
    const ended = new Promise<Ran>((resolve) => {
      this.session.submit(request, {
        started: () => undefined,
        progress: () => undefined,
        statementStarted: (source, columns) => {
          types.push(columns.map(({ type }) => type));
          statements.push({
            sql: source.sql,
            columns: columns.map(({ name }) => name),
            types: columns.map(({ type }) => type.name),
            definitions: columns,
            rows: [],
            rowCount: 0,
            truncated: false,
            isFinished: false,
          });
        },
        rows: (_index, batch) => {
          if (!withholdsCredit) this.session.grant(request.id, batch.body.byteLength);
          batches.push(batch);
          const readers = readBatch(types.at(-1) ?? [], batch);
          for (let row = 0; row < batch.rowCount; row++) {
            statements.at(-1)?.rows.push(readers.map((reader) => reader.text(row)));
          }
        },
        statementFinished: ({ rowCount, truncated }) => {
          const statement = statements.at(-1);
          if (statement) Object.assign(statement, { rowCount, truncated, isFinished: true });
        },
        ended: ({ queryId, status, error, transaction }) => {
          resolve({ queryId, status, error, statements, batches, transaction });
        },
      });
    });
    return { queryId: request.id, ended, statements };
  }

  run(sql: string, options: TestOptions = {}): Promise<Ran> {
    return this.start(sql, options).ended;
  }

  /** The rows of the last statement; fails the test where the query did. */
  async rows(sql: string, options: TestOptions = {}): Promise<(string | null)[][]> {
    const { error, statements } = await this.run(sql, options);
    if (error) throw new Error(`${error.code}: ${error.message}`);
    return statements.at(-1)?.rows ?? [];
  }

  /** The one value of a query that has one. */
  async value(sql: string, options: TestOptions = {}): Promise<string | null | undefined> {
    return (await this.rows(sql, options))[0]?.[0];
  }
}
