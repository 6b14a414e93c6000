import type { ColumnInfo, Knowledge, TableInfo } from '../knowledge';

/** Knowledge without an engine: tables by name, each with its columns as `name TYPE`; what else is given overrides it. */
export function madeUpKnowledge(
  tables: Readonly<Record<string, readonly string[]>>,
  overrides: Partial<Knowledge> = {},
): Knowledge {
  return {
    engine: undefined,
    catalog: { database: 'memory', schema: 'main', files: [], tables: Object.entries(tables).map(tableOf) },
    columnsOf: () => Promise.resolve(undefined),
    profileOf: () => Promise.resolve(undefined),
    check: () => Promise.resolve([]),
    prepare: () => undefined,
    settled: () => Promise.resolve(),
    onChange: () => () => undefined,
    ...overrides,
  };
}

function tableOf([name, columns]: [string, readonly string[]]): TableInfo {
  return { database: 'memory', schema: 'main', name, kind: 'table', columns: columns.map(columnOf) };
}

function columnOf(source: string): ColumnInfo {
  const [, name = source, type = ''] = /^(.*?) ([A-Z].*)$/.exec(source) ?? [];
  return { name, type };
}
