import type { DataType } from '../../protocol/data-type';
import type { ValueNode } from '../value-node';
import { uniqueNames, type MakeExporter } from './export-format';

/** An array of objects, a row a line. */
export const jsonExporter: MakeExporter = (columns) => {
  const row = rowWriter(uniqueNames(columns));
  let separator = '[\n';
  return {
    write({ rowCount, columns: readers }) {
      let text = '';
      for (let i = 0; i < rowCount; i++) {
        text += separator + row(readers.map((reader) => reader.value(i)));
        separator = ',\n';
      }
      return [text];
    },
    finish: () => [separator === '[\n' ? '[]\n' : '\n]\n'],
  };
};

/** An object a line. */
export const ndjsonExporter: MakeExporter = (columns) => {
  const row = rowWriter(uniqueNames(columns));
  return {
    write({ rowCount, columns: readers }) {
      let text = '';
      for (let i = 0; i < rowCount; i++) text += `${row(readers.map((reader) => reader.value(i)))}\n`;
      return [text];
    },
    finish: () => [],
  };
};

/** Rows as JSON objects. */
export function rowWriter(names: readonly string[]): (values: readonly ValueNode[]) => string {
  const keys = names.map((name) => `${JSON.stringify(name)}: `);
  return (values) => `{${values.map((value, i) => (keys[i] ?? '') + jsonText(value)).join(', ')}}`;
}

/**
 * A value as JSON. Numbers are number literals with the engine's own digits, however many; NaN and infinities, which JSON lacks,
 * are strings, as is everything else that JSON has no type for. A MAP with keys of text is an object, any other a list of
 * `key` and `value`; a UNION is its value.
 */
export function jsonText(value: ValueNode): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'scalar':
      return isLiteral(value.type, value.text) ? literal(value.text) : JSON.stringify(value.text);
    case 'bytes':
      return JSON.stringify(value.text);
    case 'list':
      return `[${value.items.map(jsonText).join(', ')}]`;
    case 'struct': {
      const parts = value.fields.map(({ name, value: part }) => `${JSON.stringify(name)}: ${jsonText(part)}`);
      // A tuple's fields have no names.
      if (value.fields.every(({ name }) => name === ''))
        return `[${value.fields.map((f) => jsonText(f.value)).join(', ')}]`;
      return `{${parts.join(', ')}}`;
    }
    case 'map': {
      const isObject = value.type.kind === 'MAP' && value.type.key.kind === 'VARCHAR';
      const parts = value.entries.map(({ key, value: part }) =>
        isObject ? `${jsonText(key)}: ${jsonText(part)}` : `{"key": ${jsonText(key)}, "value": ${jsonText(part)}}`,
      );
      return isObject ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`;
    }
    case 'union':
      return jsonText(value.value);
    default:
      return value satisfies never;
  }
}

const numberKinds = new Set<DataType['kind']>([
  ...(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'BIGNUM', 'DECIMAL', 'FLOAT', 'DOUBLE'] as const),
  ...(['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT'] as const),
]);

function isLiteral(type: DataType, text: string): boolean {
  return type.kind === 'BOOLEAN' || (numberKinds.has(type.kind) && /\d$/.test(text));
}

/** The engine prints `.5` for a DECIMAL whose digits are all behind the point. */
function literal(text: string): string {
  return text.replace(/^(-?)\./, '$10.');
}
