import type { DataType } from '../../protocol/data-type';
import { quoteName, quoteText } from '../sql-text';

/**
 * How values of a type go into a Parquet file and come back as they were: SQL expressions over an expression, given where the file
 * would have something else of them. What a file has as text (HUGEINT, ENUM, BIT …), the table's own column makes values of again.
 */
export interface FileCoding {
  encode: (value: string) => string;
  decode: (value: string) => string;
}

/** @param depth tells the names of nested lambdas apart */
export function fileCoding(type: DataType, depth = 0): FileCoding | undefined {
  switch (type.kind) {
    case 'INTERVAL':
      return intervalCoding;
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
      // Infinite ones would be beyond what a reader makes of them.
      return { encode: (value) => `CAST(${value} AS VARCHAR)`, decode: (value) => `CAST(${value} AS ${type.name})` };
    case 'LIST':
    case 'ARRAY': {
      const child = fileCoding(type.child, depth + 1);
      const each = (value: string, code: (item: string) => string): string =>
        `list_transform(${value}, lambda e${depth}: ${code(`e${depth}`)})`;
      return child && { encode: (v) => each(v, child.encode), decode: (v) => each(v, child.decode) };
    }
    case 'MAP': {
      const key = fileCoding(type.key, depth + 1) ?? asItIs;
      const value = fileCoding(type.value, depth + 1) ?? asItIs;
      if (key === asItIs && value === asItIs) return undefined;
      const entries = (map: string, way: keyof FileCoding): string =>
        given(
          map,
          `map_from_entries(list_transform(map_entries(${map}), lambda e${depth}: ` +
            `{'key': ${key[way](`e${depth}.key`)}, 'value': ${value[way](`e${depth}.value`)}}))`,
        );
      return { encode: (map) => entries(map, 'encode'), decode: (map) => entries(map, 'decode') };
    }
    case 'STRUCT': {
      const codings = type.fields.map((each) => fileCoding(each.type, depth + 1));
      if (codings.every((coding) => coding === undefined)) return undefined;
      const fields = (struct: string, way: keyof FileCoding): string => {
        const packed = type.fields.map(({ name }, i) => {
          const coding = codings[i] ?? asItIs;
          return `${quoteName(name)} := ${coding[way](`struct_extract(${struct}, ${quoteText(name)})`)}`;
        });
        return given(struct, `struct_pack(${packed.join(', ')})`);
      };
      return { encode: (struct) => fields(struct, 'encode'), decode: (struct) => fields(struct, 'decode') };
    }
    case 'UNION':
      return unionCoding(type, depth);
    default:
      return undefined;
  }
}

const asItIs: FileCoding = { encode: (value) => value, decode: (value) => value };

/** A nested value that is NULL is not one whose parts are. */
function given(value: string, expression: string): string {
  return `CASE WHEN ${value} IS NOT NULL THEN ${expression} END`;
}

/** As text, the engine prints more hours than it reads. */
const intervalCoding: FileCoding = {
  encode: (value) => {
    const part = (name: string): string => `date_part('${name}', ${value})`;
    const micros = `${part('hour')} * 3600000000 + ${part('minute')} * 60000000 + ${part('microsecond')}`;
    return given(
      value,
      `{'months': ${part('year')} * 12 + ${part('month')}, 'days': ${part('day')}, 'micros': ${micros}}`,
    );
  },
  decode: (value) =>
    `to_months(${value}.months::INTEGER) + to_days(${value}.days::INTEGER) + to_microseconds(${value}.micros)`,
};

/** A structure with a field per member, and one that tells which it is: as text it would be some other member's. */
function unionCoding({ name, members }: Extract<DataType, { kind: 'UNION' }>, depth: number): FileCoding {
  const codings = members.map(({ type }) => fileCoding(type, depth + 1) ?? asItIs);
  return {
    encode: (value) => {
      const fields = members.map(
        (member, i) => `'m${i}': ${codings[i]?.encode(`union_extract(${value}, ${quoteText(member.name)})`) ?? ''}`,
      );
      const tag = `union_tag(${value})`;
      return `CASE WHEN ${tag} IS NOT NULL THEN {'tag': CAST(${tag} AS VARCHAR), ${fields.join(', ')}} END`;
    },
    decode: (value) => {
      const cases = members.map((member, i) => {
        const decoded = `CAST(${codings[i]?.decode(`${value}.m${i}`) ?? ''} AS ${member.type.name})`;
        return `WHEN ${quoteText(member.name)} THEN CAST(union_value(${quoteName(member.name)} := ${decoded}) AS ${name})`;
      });
      return `CASE ${value}.tag ${cases.join(' ')} END`;
    },
  };
}
