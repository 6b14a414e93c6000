import type { Call } from '../call';
import { namesIn } from '../relations';
import type { Scope } from '../scope';
import { phrases } from './phrases';
import type { Wish } from './wish';

const keywords = (...words: readonly string[]): Wish[] => [{ of: 'keywords', phrases: words }];
const nothing: Wish[] = [];

/** `x::`, `CAST(x AS`, and where columns are defined. */
export function isTypeExpected({ list, index, clause, open, section }: Scope, call: Call | undefined): boolean {
  const before = index - 1;
  if (list.isMark(before, ':') && list.isMark(before - 1, ':')) return true;
  if (call && /^(try_)?cast$/i.test(call.name) && list.isWord(before, 'AS')) return true;
  if (clause !== 'create') return false;
  if (list.isWord(before, 'TYPE') && list.isWord(section.keyword, 'ALTER')) return true;
  if (list.isName(before) && list.isWord(before - 1, 'COLUMN') && list.isWord(before - 2, 'ADD')) return true;
  const bracket = open.at(-1);
  if (bracket === undefined || !isTableDefinition(list, bracket)) return false;
  const isName = list.isName(before) && (list.isMark(before - 1, ',') || before - 1 === bracket);
  return isName && !list.isWord(before, 'PRIMARY', 'FOREIGN', 'UNIQUE', 'CHECK', 'CONSTRAINT');
}

function isTableDefinition(list: Scope['list'], bracket: number): boolean {
  let name = bracket - 1;
  while (list.isMark(name - 1, '.')) name -= 2;
  return list.isWord(name - 1, 'TABLE') || (list.isWord(name - 1, 'EXISTS') && list.isWord(name - 4, 'TABLE'));
}

/** What fits in statements that are no queries, and in the clauses of others that only they have; undefined elsewhere. */
export function statementAt(scope: Scope): Wish[] | undefined {
  switch (scope.clause) {
    case 'statement':
      return commandAt(scope);
    case 'with':
      return withAt(scope);
    case 'target':
      return targetAt(scope);
    case 'set':
      return setAt(scope);
    case 'create':
      return definitionAt(scope);
    case 'conflict':
      return conflictAt(scope);
    case 'when':
      return whenAt(scope);
    default:
      return undefined;
  }
}

function commandAt({ list, index, open, section }: Scope): Wish[] | undefined {
  const before = index - 1;
  const head = list.word(section.start);
  const bracket = open.find((one) => one > section.start);
  if (bracket !== undefined && head === 'COPY' && !list.holdsQuery(bracket)) {
    const isOption = list.isMark(before, ',') || (before === bracket && bracket > section.start + 1);
    if (isOption) return keywords(...phrases.copyOptions);
  }
  if (bracket !== undefined) return undefined;
  if (index === section.start) return keywords(...phrases.query);
  const isFirst = before === section.start;
  switch (head) {
    case 'USE':
      return isFirst ? [{ of: 'schemas' }] : nothing;
    case 'DETACH':
      return isFirst ? [{ of: 'schemas' }] : nothing;
    case 'RESET':
      return isFirst ? [{ of: 'settings' }] : nothing;
    case 'PRAGMA':
      return isFirst ? [{ of: 'pragmas' }, { of: 'settings' }] : nothing;
    case 'CALL':
      return isFirst ? [{ of: 'table-functions' }, { of: 'pragmas' }] : nothing;
    case 'DESCRIBE':
    case 'SUMMARIZE':
    case 'DESC':
      return isFirst
        ? [{ of: 'relations' }, { of: 'files' }, ...keywords(...phrases.query), { of: 'schemas' }]
        : nothing;
    case 'TRUNCATE':
      return isFirst || list.isWord(before, 'TABLE') ? [{ of: 'relations', only: 'tables' }] : nothing;
    case 'COPY':
      if (isFirst) return [{ of: 'relations' }, { of: 'schemas' }];
      return list.isWord(before, 'FROM', 'TO') ? nothing : keywords('TO', 'FROM');
    case 'DROP':
      return dropAt(list, before);
    case 'EXPLAIN':
    case 'ANALYZE':
      return undefined;
    default:
      return nothing;
  }
}

function dropAt(list: Scope['list'], before: number): Wish[] {
  if (list.isWord(before, 'TABLE', 'VIEW')) {
    return [{ of: 'relations', only: 'tables' }, ...keywords('IF EXISTS'), { of: 'schemas' }];
  }
  if (list.isWord(before, 'IF')) return keywords('EXISTS');
  if (list.isWord(before, 'SCHEMA', 'DATABASE')) return [{ of: 'schemas' }];
  if (list.isWord(before, 'EXISTS')) {
    return list.isWord(before - 2, 'SCHEMA') ? [{ of: 'schemas' }] : [{ of: 'relations', only: 'tables' }];
  }
  return keywords('CASCADE', 'RESTRICT');
}

function withAt({ list, index, section, open }: Scope): Wish[] | undefined {
  const before = index - 1;
  if (open.some((bracket) => bracket > section.keyword)) {
    return list.isMark(before, '(') && list.isWord(before - 1, 'AS', 'MATERIALIZED') ? undefined : nothing;
  }
  if (before === section.keyword) return keywords('RECURSIVE');
  if (list.isMark(before, ',') || list.isWord(before, 'RECURSIVE')) return nothing;
  if (list.isWord(before, 'AS')) return keywords('MATERIALIZED', 'NOT MATERIALIZED');
  if (list.isMark(before, ')') && !isColumnAliases(list, section.start, before)) return keywords(...phrases.afterWith);
  return keywords('AS');
}

/** `WITH t(a, b)`, against `WITH t AS (…)`. */
function isColumnAliases(list: Scope['list'], from: number, close: number): boolean {
  let i = from;
  while (i < close && list.close(i) !== close) i++;
  return !list.isWord(i - 1, 'AS', 'MATERIALIZED');
}

function targetAt({ list, index, section, target, open }: Scope): Wish[] {
  const before = index - 1;
  const head = list.word(section.keyword);
  if (!target || before === section.keyword) return [{ of: 'relations', only: 'tables' }, { of: 'schemas' }];
  const bracket = open.at(-1);
  if (bracket !== undefined && bracket > section.keyword) {
    const isName = before === bracket || list.isMark(before, ',');
    return isName
      ? [{ of: 'columns', only: 'target', without: namesIn(list, bracket + 1, list.close(bracket)) }]
      : nothing;
  }
  if (list.isWord(before, 'AS')) return nothing;
  if (head === 'UPDATE') return keywords('SET', 'AS');
  if (head === 'FROM') return keywords('WHERE', 'USING', 'RETURNING', 'AS');
  if (list.isWord(section.keyword - 1, 'MERGE')) return keywords('USING', 'AS');
  const isListed = list.isMark(before, ')');
  return keywords('VALUES', 'SELECT', 'FROM', ...(isListed ? [] : ['BY NAME', 'DEFAULT VALUES', 'AS']), 'WITH');
}

function setAt({ list, index, section, target, open }: Scope): Wish[] | undefined {
  const before = index - 1;
  const isName = before === section.keyword || (list.isMark(before, ',') && !open.some((i) => i > section.keyword));
  if (!target) {
    if (isName || list.isWord(before, 'GLOBAL', 'SESSION', 'LOCAL')) {
      return [{ of: 'settings' }, ...keywords('GLOBAL', 'SESSION', 'VARIABLE')];
    }
    const isValue = list.isOperator(before, '=') || list.isWord(before, 'TO');
    return isValue ? [{ of: 'setting-values', setting: list.name(before - 1) }] : nothing;
  }
  if (isName) return [{ of: 'columns', only: 'target', without: namesIn(list, section.start, section.end) }];
  if (list.isName(before) && (list.isMark(before - 1, ',') || before - 1 === section.keyword)) return nothing;
  return undefined;
}

function definitionAt(scope: Scope): Wish[] | undefined {
  const { list, index, section, open } = scope;
  const before = index - 1;
  const bracket = open.find((i) => i > section.keyword);
  if (list.isWord(section.keyword, 'ALTER')) return alterAt(scope);
  if (bracket !== undefined) {
    if (isTableDefinition(list, bracket)) {
      if (bracket !== open.at(-1)) return undefined;
      if (before === bracket || list.isMark(before, ',')) return nothing;
      if (list.isWord(before, 'REFERENCES')) return [{ of: 'relations', only: 'tables' }];
      return list.isWord(before, 'NOT')
        ? keywords('NULL')
        : list.isWord(before, 'DEFAULT')
          ? undefined
          : keywords(...phrases.constraints);
    }
    return list.isWord(bracket - 2, 'ON') ? [{ of: 'columns', only: 'first' }] : nothing;
  }
  if (list.isWord(before, 'ON')) return [{ of: 'relations', only: 'tables' }];
  if (list.isWord(before, 'AS')) {
    const isMacro =
      list.isWord(section.start, 'MACRO', 'FUNCTION') || list.isWord(section.start + 2, 'MACRO', 'FUNCTION');
    return isMacro ? [{ of: 'functions', prefer: 'scalar' }, ...keywords('TABLE', 'CASE')] : keywords(...phrases.query);
  }
  const isNamed = list.isName(before) && before > section.start;
  return isNamed || list.isMark(before, ')')
    ? keywords('AS', ...(list.isWord(section.start, 'INDEX') ? ['ON'] : []))
    : nothing;
}

function alterAt({ list, index, section }: Scope): Wish[] | undefined {
  const before = index - 1;
  if (list.isWord(before, 'TABLE', 'VIEW')) return [{ of: 'relations', only: 'tables' }, ...keywords('IF EXISTS')];
  if (list.isWord(before, 'COLUMN'))
    return list.isWord(before - 1, 'ADD') ? keywords('IF NOT EXISTS') : [{ of: 'columns', only: 'first' }];
  if (list.isWord(before, 'ADD')) return keywords('COLUMN', 'PRIMARY KEY');
  if (list.isWord(before, 'RENAME')) return keywords('TO', 'COLUMN');
  if (list.isWord(before, 'DROP')) return keywords('COLUMN', 'NOT NULL', 'DEFAULT');
  if (list.isWord(before, 'ALTER')) return keywords('COLUMN');
  if (list.isWord(before, 'SET')) return keywords('DATA TYPE', 'DEFAULT', 'NOT NULL', 'SCHEMA');
  if (list.isWord(before, 'TO', 'SCHEMA')) return nothing;
  if (list.isWord(before - 1, 'COLUMN')) {
    return list.isWord(before - 2, 'RENAME')
      ? keywords('TO')
      : keywords('TYPE', 'SET DEFAULT', 'SET NOT NULL', 'DROP DEFAULT', 'DROP NOT NULL');
  }
  if (before === section.start + 1 || list.isMark(before - 1, '.')) {
    return keywords('ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'RENAME TO', 'ALTER COLUMN', 'SET');
  }
  return nothing;
}

function conflictAt({ list, index, open, section }: Scope): Wish[] {
  if (open.some((bracket) => bracket > section.keyword)) return [{ of: 'columns', only: 'target' }];
  return list.isMark(index - 1, ')') ? keywords('DO NOTHING', 'DO UPDATE SET') : nothing;
}

function whenAt({ list, index, open, section }: Scope): Wish[] | undefined {
  const before = index - 1;
  if (list.isWord(before, 'WHEN'))
    return keywords('MATCHED THEN', 'NOT MATCHED THEN', 'MATCHED AND', 'NOT MATCHED BY SOURCE THEN');
  if (list.isWord(before, 'MATCHED')) return keywords('THEN', 'AND', 'BY SOURCE', 'BY TARGET');
  if (list.isWord(before, 'THEN'))
    return keywords('UPDATE SET', 'DELETE', 'INSERT', 'INSERT BY NAME', 'DO NOTHING', 'UPDATE');
  if (list.isWord(before, 'INSERT')) return keywords('VALUES', 'BY NAME');
  if (open.some((bracket) => bracket > section.keyword && list.isWord(bracket - 1, 'INSERT'))) {
    return [{ of: 'columns', only: 'target' }];
  }
  return list.isMark(before, ')') ? keywords('VALUES', 'WHEN MATCHED', 'WHEN NOT MATCHED') : undefined;
}
