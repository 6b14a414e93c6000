import type { Call } from '../call';
import type { FunctionInfo } from '../knowledge';
import { isSameName } from '../quoting';
import { listOf } from '../word-lists';
import type { Context } from './context';
import { grammarFunctions } from './fallback';
import type { Candidate } from './item';
import { keywordCandidates } from './word-source';

/** Used most, most first; the rest follows by name. */
const familiar = listOf(`
  count, sum, avg, min, max, coalesce, round, date_trunc, row_number, lower, upper, strftime, length, concat,
  substring, replace, trim, now, current_date, extract, date_diff, date_part, list, string_agg, median, arg_max,
  arg_min, any_value, rank, lag, lead, abs, floor, ceil, greatest, least, nullif, cast, try_cast, split_part,
  regexp_matches, regexp_replace, contains, starts_with, unnest, range, list_transform, first, last, stddev,
  quantile_cont, mode, dense_rank, percent_rank, first_value, last_value, ntile
`);
const familiarity = new Map(familiar.map((name, i) => [name, i]));

const familiarTableFunctions = [
  'read_csv',
  'range',
  'generate_series',
  'unnest',
  'read_text',
  'glob',
  'sniff_csv',
  'duckdb_tables',
];

const familiarPragmas = ['show_tables', 'table_info', 'database_size', 'version', 'database_list', 'storage_info'];

/** Called without brackets. */
const bareFunctions = new Set(['current_date', 'current_timestamp', 'current_time']);

type Kind = FunctionInfo['kind'];

/** Functions that give a value. */
export function functionCandidates(
  context: Context,
  prefer: 'aggregate' | 'scalar' | undefined,
  inside?: string,
): Candidate[] {
  const known = context.knowledge.engine?.functions ?? new Map<string, FunctionInfo>();
  // Aggregates do not nest.
  const isLate = inside !== undefined && known.get(inside.toLowerCase())?.kind === 'aggregate';
  const rankFor = (name: string, kind: Kind): number =>
    rankOf(context, name, kind, prefer) + (isLate && kind === 'aggregate' ? 1000 : 0);
  const candidates: Candidate[] = [];
  for (const name of Object.keys(grammarFunctions)) {
    if (known.has(name) || !context.fits(name)) continue;
    const detail = grammarFunctions[name] ?? '';
    candidates.push({ ...call(context, name, false), detail, rank: rankFor(name, 'scalar') });
  }
  for (const info of known.values()) {
    if (!context.fits(info.name) || !['scalar', 'aggregate', 'macro'].includes(info.kind) || !isPublic(info.name))
      continue;
    candidates.push(functionCandidate(context, info, rankFor(info.name, info.kind)));
  }
  return candidates;
}

/** Functions that FROM can read. */
export function tableFunctionCandidates(context: Context): Candidate[] {
  const candidates: Candidate[] = [];
  for (const info of context.knowledge.engine?.functions.values() ?? []) {
    // What is a table function and a scalar one is listed as one of the two.
    const isTable = info.kind === 'table' || info.kind === 'table_macro' || familiarTableFunctions.includes(info.name);
    if (!isTable || !context.fits(info.name) || !isPublic(info.name)) continue;
    const known = familiarTableFunctions.indexOf(info.name);
    const rank = known >= 0 ? known : info.name.startsWith('duckdb_') || info.name.startsWith('pragma_') ? 200 : 100;
    candidates.push({ ...functionCandidate(context, info, rank), kind: 'table-function' });
  }
  return candidates;
}

/** What PRAGMA can call. */
export function pragmaCandidates(context: Context): Candidate[] {
  return [...(context.knowledge.engine?.functions.values() ?? [])].flatMap((info) =>
    info.kind === 'pragma' && context.fits(info.name)
      ? [
          functionCandidate(
            context,
            info,
            familiarPragmas.includes(info.name) ? familiarPragmas.indexOf(info.name) : 100,
          ),
        ]
      : [],
  );
}

/** The named parameters of a table function that are not given yet. */
export function parameterCandidates(context: Context, { name, open }: Call): Candidate[] {
  const info = context.knowledge.engine?.functions.get(name.toLowerCase());
  const { list } = context.scope;
  const given = new Set<string>();
  for (let i = open + 1; i < list.close(open); i = list.next(i)) given.add(list.name(i).toLowerCase());
  const types = new Map<string, string>();
  for (const { namedParameters } of info?.overloads ?? []) {
    for (const parameter of namedParameters) types.set(parameter.name, parameter.type ?? '');
  }
  return [...types].flatMap(([parameter, detail]) =>
    given.has(parameter.toLowerCase()) || !context.fits(parameter)
      ? []
      : [{ label: parameter, kind: 'parameter' as const, insert: `${parameter} = `, detail, rank: 0 }],
  );
}

/** What can be given to a named parameter. */
export function parameterValueCandidates(context: Context, { name, parameter = '' }: Call): Candidate[] {
  const overloads = context.knowledge.engine?.functions.get(name.toLowerCase())?.overloads ?? [];
  const named = overloads
    .flatMap(({ namedParameters }) => namedParameters)
    .find((one) => isSameName(one.name, parameter));
  return named?.type === 'BOOLEAN' ? keywordCandidates(context, ['TRUE', 'FALSE']) : [];
}

function functionCandidate(context: Context, info: FunctionInfo, rank: number): Candidate {
  const takesNothing = info.overloads.every(
    ({ parameters, varargs }) => parameters.length === 0 && varargs === undefined,
  );
  const example = info.examples[0] === undefined ? '' : `\n\n${info.examples[0]}`;
  const documentation = `${info.description}${example}`.trim();
  const detail = signature(info);
  return { ...call(context, info.name, takesNothing), detail, ...(documentation ? { documentation } : {}), rank };
}

/** A name with brackets, unless they are there. */
function call(context: Context, name: string, takesNothing: boolean): Omit<Candidate, 'rank'> {
  const { text, range } = context.cursor;
  const base = { label: name, kind: 'function' as const };
  if (/^[ \t]*\(/.test(text.slice(range.end, range.end + 20))) return { ...base, insert: name };
  if (bareFunctions.has(name)) return { ...base, insert: name };
  if (takesNothing) return { ...base, insert: `${name}()` };
  return { ...base, insert: `${name}(\${1})`, isSnippet: true };
}

/** Of the overload that says most, in one line. */
export function signature({ name, overloads }: FunctionInfo): string {
  const longest = overloads.reduce<FunctionInfo['overloads'][number] | undefined>(
    (best, one) => (!best || one.parameters.length > best.parameters.length ? one : best),
    undefined,
  );
  if (!longest) return '';
  const parameters = longest.parameters.map((parameter) => parameter.name);
  if (longest.varargs !== undefined) parameters.push('…');
  const result = longest.returnType === undefined ? '' : ` → ${longest.returnType}`;
  return `${name}(${parameters.join(', ')})${result}`;
}

function rankOf(context: Context, name: string, kind: Kind, prefer: 'aggregate' | 'scalar' | undefined): number {
  const uses = Math.min(context.habits.uses.get(name) ?? 0, 5);
  const order = familiarity.get(name) ?? 100 + Math.min(name.length, 50);
  const isWanted = prefer === undefined || (prefer === 'aggregate') === (kind === 'aggregate');
  const isLate = prefer === 'aggregate' ? !isWanted : !isWanted && context.scope.clause !== 'select';
  return order - uses * 20 + (isLate ? 1000 : 0);
}

/** Operators are functions to the engine too, and so is what it keeps to itself. */
function isPublic(name: string): boolean {
  return /^[a-z]\w*$/i.test(name) && !name.startsWith('__');
}
