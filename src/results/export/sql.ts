import type { DataType } from '../../protocol/data-type';
import { quoteName, quoteText } from '../sql-text';
import type { ValueNode } from '../value-node';
import { uniqueNames, type MakeExporter } from './export-format';

const ROWS_PER_INSERT = 1000;

/** A table that is made, and INSERTs that fill it. */
export const sqlExporter: MakeExporter = (columns, { tableName }) => {
  const names = uniqueNames(columns);
  const definitions = columns.map(({ type }, i) => `  ${quoteName(names[i] ?? '')} ${sqlTypeName(type)}`);
  let start = `CREATE TABLE ${quoteName(tableName)} (\n${definitions.join(',\n')}\n);\n`;
  return {
    write({ rowCount, columns: readers }) {
      let text = start;
      start = '';
      for (let row = 0; row < rowCount; row++) {
        const isFirst = row % ROWS_PER_INSERT === 0;
        const isLast = row === rowCount - 1 || (row + 1) % ROWS_PER_INSERT === 0;
        text += isFirst ? `INSERT INTO ${quoteName(tableName)} VALUES\n` : '';
        text += `  ${sqlRow(readers.map((reader) => reader.value(row)))}${isLast ? ';' : ','}\n`;
      }
      return [text];
    },
    finish: () => [start],
  };
};

/** `(1, 'a', NULL)` */
export function sqlRow(values: readonly ValueNode[]): string {
  return `(${values.map(sqlLiteral).join(', ')})`;
}

/** A value as an expression that gives the same value of the same type. */
export function sqlLiteral(value: ValueNode): string {
  if (value.kind !== 'null' && hasTuple(value.type)) return quoteText(value.text);
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'bytes':
      return `${quoteText(value.text)}::BLOB`;
    case 'list': {
      const items = value.items.map(sqlLiteral).join(', ');
      return `[${items}]::${sqlTypeName(value.type)}`;
    }
    case 'struct': {
      return `{${value.fields.map(({ name, value: part }) => `${quoteText(name)}: ${sqlLiteral(part)}`).join(', ')}}`;
    }
    case 'map': {
      const entries = value.entries.map(({ key, value: part }) => `${sqlLiteral(key)}: ${sqlLiteral(part)}`);
      return `MAP {${entries.join(', ')}}::${sqlTypeName(value.type)}`;
    }
    case 'union':
      return `union_value(${quoteName(value.member)} := ${sqlLiteral(value.value)})::${sqlTypeName(value.type)}`;
    case 'scalar':
      return scalarLiteral(value.type, value.text);
    default:
      return value satisfies never;
  }
}

function scalarLiteral(type: DataType, text: string): string {
  switch (type.kind) {
    case 'BOOLEAN':
    case 'INTEGER':
      return text;
    case 'BIGINT':
    case 'HUGEINT':
      // Their own literals: as wide as they need.
      return text.startsWith('-') ? quoteText(text) + `::${type.name}` : `${text}::${type.name}`;
    case 'VARCHAR':
    case 'TEXT':
      return quoteText(text);
    case 'INTERVAL':
      return intervalLiteral(text);
    case 'ENUM':
      // What it is put into knows the labels better.
      return type.name.length > LONGEST_TYPE ? quoteText(text) : `${quoteText(text)}::${type.name}`;
    default:
      return `${quoteText(text)}::${sqlTypeName(type)}`;
  }
}

const LONGEST_TYPE = 200;

/** The engine prints more hours than it reads. */
function intervalLiteral(text: string): string {
  const [, rest = '', sign = '', hours = '', minutes = '', seconds = '', fraction = ''] =
    /^(.*?)(-?)(\d{6,}):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(text) ?? [];
  if (hours === '') return `${quoteText(text)}::INTERVAL`;
  const whole = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  const microseconds = whole * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  const time = `to_microseconds('${sign}${microseconds}'::BIGINT)`;
  return rest.trim() === '' ? time : `(${quoteText(rest.trim())}::INTERVAL + ${time})`;
}

/** No column can be of a type whose fields have no names. */
function hasTuple(type: DataType): boolean {
  switch (type.kind) {
    case 'STRUCT':
      return type.fields.some(({ name, type: field }) => name === '' || hasTuple(field));
    case 'UNION':
      return type.members.some((member) => hasTuple(member.type));
    case 'LIST':
    case 'ARRAY':
      return hasTuple(type.child);
    case 'MAP':
      return hasTuple(type.key) || hasTuple(type.value);
    default:
      return false;
  }
}

/** A type as CREATE TABLE takes it: one without values to speak of is text. */
export function sqlTypeName(type: DataType): string {
  return type.kind === 'NULL' || type.kind === 'TEXT' || hasTuple(type) ? 'VARCHAR' : type.name;
}
