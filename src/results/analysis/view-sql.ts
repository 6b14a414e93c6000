import type { DataType } from '../../protocol/data-type';
import type { Column } from '../../protocol/query';
import { quoteText } from '../sql-text';
import type { Condition, ViewRequest } from './view-request';

/**
 * SQL for a view's rows, columns in the result's order.
 *
 * @param relation can stand after FROM; it has columns `c0`, `c1`, … of the types of `columns`, and `n`, a row's place from 0.
 */
export function viewRowsSql(relation: string, columns: readonly Column[], request: ViewRequest): string {
  const names = columns.map((_, column) => `c${column}`).join(', ');
  return `SELECT ${names} FROM ${relation}${filter(columns, request)}${order(columns, request)}`;
}

/** SQL for the places, from 0, of a view's rows in the result, in the view's order. */
export function viewPositionsSql(relation: string, columns: readonly Column[], request: ViewRequest): string {
  return `SELECT n FROM ${relation}${filter(columns, request)}${order(columns, request)}`;
}

/** SQL for a column's values as text, the most frequent first, with their counts. */
export function distinctValuesSql(relation: string, column: number, search: string, limit: number): string {
  const where = search === '' ? '' : ` WHERE ${containsText(textOf(column), search)}`;
  return `SELECT ${textOf(column)} AS value, count(*) AS count FROM ${relation}${where} GROUP BY value ORDER BY count DESC, value LIMIT ${limit}`;
}

/** The exact text of a value, as the grid shows it. */
export function textOf(column: number): string {
  return `CAST(c${column} AS VARCHAR)`;
}

function filter(columns: readonly Column[], { conditions, search }: ViewRequest): string {
  const parts = conditions.map((condition) => conditionSql(columns, condition));
  // Over many columns one OR of all nests too deeply for the parser; a list does not nest.
  if (search !== '') parts.push(`list_bool_or([${columns.map((_, c) => containsText(textOf(c), search)).join(', ')}])`);
  return parts.length === 0 ? '' : ` WHERE ${parts.map((part) => `(${part})`).join(' AND ')}`;
}

function order(columns: readonly Column[], { sort }: ViewRequest): string {
  const keys = sort.map(({ column, descending }) => {
    const value = hasOrder(columns[column]?.type) ? `c${column}` : textOf(column);
    return `${value} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return ` ORDER BY ${[...keys, 'n'].join(', ')}`;
}

function conditionSql(columns: readonly Column[], condition: Condition): string {
  const { column } = condition;
  const name = `c${column}`;
  const type = columns[column]?.type;
  switch (condition.kind) {
    case 'compare':
      return `${comparable(column, type)} ${condition.operator} ${literal(condition.value, type)}`;
    case 'between':
      return `${comparable(column, type)} BETWEEN ${literal(condition.from, type)} AND ${literal(condition.to, type)}`;
    case 'null':
      return `${name} IS ${condition.isNegated ? 'NOT ' : ''}NULL`;
    case 'values':
      return valuesSql(column, condition.values, condition.isNegated);
    default:
      return textSql(column, condition.kind, condition.text, condition.isNegated);
  }
}

function textSql(
  column: number,
  kind: 'contains' | 'starts' | 'ends' | 'regex',
  text: string,
  isNegated: boolean,
): string {
  const value = textOf(column);
  const lower = `lower(${value}), lower(${quoteText(text)})`;
  const tests = {
    contains: () => `contains(${lower})`,
    starts: () => `starts_with(${lower})`,
    ends: () => `suffix(${lower})`,
    regex: () => `regexp_matches(${value}, ${quoteText(text)})`,
  };
  // What is NULL contains nothing.
  return isNegated ? `NOT coalesce(${tests[kind]()}, false)` : tests[kind]();
}

function valuesSql(column: number, values: readonly (string | null)[], isNegated: boolean): string {
  const texts = values.filter((value) => value !== null).map(quoteText);
  const isAmong = texts.length === 0 ? 'false' : `coalesce(${textOf(column)} IN (${texts.join(', ')}), false)`;
  const test = values.includes(null) ? `(c${column} IS NULL OR ${isAmong})` : isAmong;
  return isNegated ? `NOT ${test}` : test;
}

function containsText(value: string, text: string): string {
  return `contains(lower(${value}), lower(${quoteText(text)}))`;
}

function comparable(column: number, type: DataType | undefined): string {
  return isComparedAsText(type) ? textOf(column) : `c${column}`;
}

function literal(text: string, type: DataType | undefined): string {
  return type === undefined || isComparedAsText(type) ? quoteText(text) : `CAST(${quoteText(text)} AS ${type.name})`;
}

/** Types whose values the engine cannot be given in words, or that have no order of their own. */
function isComparedAsText(type: DataType | undefined): boolean {
  switch (type?.kind) {
    case undefined:
    case 'NULL':
    case 'TEXT':
    case 'VARCHAR':
    case 'ENUM':
    case 'UNION':
      return true;
    case 'LIST':
    case 'ARRAY':
      return type.child.kind !== 'VARCHAR' && isComparedAsText(type.child);
    case 'MAP':
      return true;
    case 'STRUCT':
      return type.fields.some(
        ({ name, type: field }) => name === '' || (field.kind !== 'VARCHAR' && isComparedAsText(field)),
      );
    default:
      return false;
  }
}

/** False where the engine has no order for a type's values. */
function hasOrder(type: DataType | undefined): boolean {
  return type !== undefined && type.kind !== 'TEXT';
}
