import type { Column } from '../../protocol/query';
import type { Condition, SortKey } from '../../results/analysis/view-request';

const textTests = { contains: 'contains', starts: 'starts with', ends: 'ends with', regex: 'matches' } as const;
const LONGEST = 40;

/** A condition in words: `price > 10`, `name does not contain “x”`. */
export function conditionWords(columns: readonly Column[], condition: Condition): string {
  const name = nameOf(columns, condition.column);
  switch (condition.kind) {
    case 'compare':
      return `${name} ${condition.operator} ${shortText(condition.value)}`;
    case 'between':
      return `${name} from ${shortText(condition.from)} to ${shortText(condition.to)}`;
    case 'null':
      return `${name} is ${condition.isNegated ? 'not ' : ''}NULL`;
    case 'values': {
      const values = condition.values.map((value) => (value === null ? 'NULL' : shortText(value)));
      const some = values.slice(0, 3).join(', ') + (values.length > 3 ? ` and ${values.length - 3} more` : '');
      return `${name} is ${condition.isNegated ? 'none' : 'one'} of ${some || 'no value'}`;
    }
    default:
      return `${name} ${condition.isNegated ? 'not: ' : ''}${textTests[condition.kind]} “${shortText(condition.text)}”`;
  }
}

/** Sort keys in words: `sorted by name ↓, then day ↑`. */
export function sortWords(columns: readonly Column[], sort: readonly SortKey[]): string {
  return `sorted by ${sort.map(({ column, descending }) => `${nameOf(columns, column)} ${descending ? '↓' : '↑'}`).join(', then ')}`;
}

function nameOf(columns: readonly Column[], column: number): string {
  return columns[column]?.name ?? '';
}

function shortText(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
