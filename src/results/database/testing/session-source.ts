import type { TestSession } from '../../../session/testing/test-session';
import { readBatch } from '../../column-reader';
import { createExporter } from '../../export/exporters';
import type { DatabaseSource } from '../database-source';

/** A database of a session in Node, without the workers that a page has. */
export function sessionSource(
  session: TestSession,
  namespace: string,
  fileNames: readonly string[] = [],
): DatabaseSource {
  const options = { namespace, role: 'reader', maxRows: Number.POSITIVE_INFINITY } as const;
  const ran = async (sql: string) => {
    const { error, statements, batches } = await session.run(sql, options);
    if (error) throw new Error(`${error.message} in ${sql}`);
    const [statement] = statements;
    if (!statement) throw new Error('There is no result.');
    return { statement, batches };
  };
  return {
    database: namespace === 'main' ? 'memory' : namespace,
    fileNames,
    rows: async (sql) => (await ran(sql)).statement.rows,
    columns: async (sql) => (await ran(sql)).statement.definitions,
    objection: async (sql) => (await session.run(sql, options)).error?.message ?? '',
    write: async (sql) => {
      const { statement, batches } = await ran(sql);
      const { definitions } = statement;
      const exporter = await createExporter('parquet', definitions, { header: true, tableName: '' });
      const types = definitions.map(({ type }) => type);
      const pieces = batches.flatMap((batch) =>
        exporter.write({ rowCount: batch.rowCount, columns: readBatch(types, batch) }),
      );
      return { file: new Blob([...pieces, ...(await exporter.finish())]), rowCount: statement.rowCount };
    },
  };
}
