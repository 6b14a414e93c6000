/** Where a snippet fits. */
export type SnippetPlace = 'statement' | 'operand' | 'window' | 'over';

export interface Snippet {
  label: string;
  place: SnippetPlace;
  detail: string;
  /** Keywords are in upper case here, and follow the visitor's habit when inserted. */
  body: string;
}

/** Queries and parts of them that are longer to type than to choose. */
export const snippets: readonly Snippet[] = [
  {
    label: 'SELECT … FROM',
    place: 'statement',
    detail: 'query',
    body: 'SELECT ${2:*}\nFROM ${1:table}',
  },
  {
    label: 'FROM … SELECT',
    place: 'statement',
    detail: 'query, its table first',
    body: 'FROM ${1:table}\nSELECT ${2:*}',
  },
  {
    label: 'WITH … AS',
    place: 'statement',
    detail: 'query with a named part',
    body: 'WITH ${1:name} AS (\n  SELECT ${3:*}\n  FROM ${2:table}\n)\nSELECT *\nFROM ${1:name}',
  },
  {
    label: 'WITH RECURSIVE … AS',
    place: 'statement',
    detail: 'query that reads itself',
    body: 'WITH RECURSIVE ${1:name} AS (\n  SELECT ${2:1 AS n}\n  UNION ALL\n  SELECT ${3:n + 1}\n  FROM ${1:name}\n  WHERE ${4:n < 10}\n)\nSELECT *\nFROM ${1:name}',
  },
  {
    label: 'PIVOT … ON … USING',
    place: 'statement',
    detail: 'values become columns',
    body: 'PIVOT ${1:table}\nON ${2:column}\nUSING ${3:sum(value)}\nGROUP BY ${4:key}',
  },
  {
    label: 'UNPIVOT … ON … INTO',
    place: 'statement',
    detail: 'columns become values',
    body: 'UNPIVOT ${1:table}\nON ${2:columns}\nINTO\n  NAME ${3:name}\n  VALUE ${4:value}',
  },
  {
    label: 'CREATE TABLE … AS',
    place: 'statement',
    detail: 'table of a query',
    body: 'CREATE TABLE ${1:name} AS\nSELECT ${3:*}\nFROM ${2:table}',
  },
  {
    label: 'CASE … END',
    place: 'operand',
    detail: 'value by condition',
    body: 'CASE WHEN ${1:condition} THEN ${2:value} ELSE ${3:other} END',
  },
  {
    label: 'OVER (PARTITION BY …)',
    place: 'window',
    detail: 'window function',
    body: 'OVER (PARTITION BY ${1:key} ORDER BY ${2:column})',
  },
  { label: '(PARTITION BY …)', place: 'over', detail: 'window', body: '(PARTITION BY ${1:key} ORDER BY ${2:column})' },
  { label: '(ORDER BY …)', place: 'over', detail: 'window', body: '(ORDER BY ${1:column})' },
];
