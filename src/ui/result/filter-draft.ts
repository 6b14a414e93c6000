import type { DataType } from '../../protocol/data-type';
import type { CompareOperator, Condition } from '../../results/analysis/view-request';

export type Test = CompareOperator | 'between' | 'contains' | 'starts' | 'ends' | 'regex' | 'null' | 'not null';

/** What a filter's form holds. */
export interface FilterDraft {
  test: Test;
  value: string;
  /** The other end of `between`. */
  upTo: string;
  isNegated: boolean;
}

const orderTests: readonly Test[] = ['=', '<>', '<', '<=', '>', '>=', 'between'];
const textTests: readonly Test[] = ['contains', 'starts', 'ends', 'regex'];

export const testLabels: Record<Test, string> = {
  '=': 'equals',
  '<>': 'does not equal',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
  between: 'is between',
  contains: 'contains',
  starts: 'starts with',
  ends: 'ends with',
  regex: 'matches (regular expression)',
  null: 'is NULL',
  'not null': 'is not NULL',
};

/** Tests that a type's values can be put to, the likeliest first. */
export function testsFor(type: DataType): readonly Test[] {
  const isText = type.kind === 'VARCHAR' || type.kind === 'TEXT' || type.kind === 'ENUM';
  const [first, second] = isText ? [textTests, orderTests] : [orderTests, textTests];
  return [...first, ...second, 'null', 'not null'];
}

export function draftOf(type: DataType, condition: Condition | undefined): FilterDraft {
  const empty: FilterDraft = { test: testsFor(type)[0] ?? '=', value: '', upTo: '', isNegated: false };
  if (!condition) return empty;
  switch (condition.kind) {
    case 'values':
      return empty;
    case 'compare':
      return { ...empty, test: condition.operator, value: condition.value };
    case 'between':
      return { ...empty, test: 'between', value: condition.from, upTo: condition.to };
    case 'null':
      return { ...empty, test: condition.isNegated ? 'not null' : 'null' };
    default:
      return { ...empty, test: condition.kind, value: condition.text, isNegated: condition.isNegated };
  }
}

export function conditionOf(column: number, { test, value, upTo, isNegated }: FilterDraft): Condition {
  switch (test) {
    case 'null':
    case 'not null':
      return { column, kind: 'null', isNegated: test === 'not null' };
    case 'between':
      return { column, kind: 'between', from: value, to: upTo };
    case 'contains':
    case 'starts':
    case 'ends':
    case 'regex':
      return { column, kind: test, text: value, isNegated };
    default:
      return { column, kind: 'compare', operator: test, value };
  }
}
