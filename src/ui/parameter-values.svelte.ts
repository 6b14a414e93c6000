import { parametersOf, type StatementParameter } from '../language/parameters';
import { parameterTypeFor, parameterTypes, parseParameterValue, type ParameterType } from '../language/parameter-value';
import { rangeToRun } from '../language/statement-at';
import { statementsOf } from '../language/statements';
import type { TextRange } from '../language/text-range';
import { QueryError, queryError } from '../protocol/error';
import type { Parameters, ParameterValue } from '../protocol/query';
import { keep, recall } from './kept';

/** What the visitor has written for a parameter. */
export interface ParameterEntry {
  text: string;
  type: ParameterType;
}

/** More names than anyone fills in; the oldest go. */
const MOST_KEPT = 100;

/** The values of `$name`, `$1` and `?`, by name: they are kept with the text, and a name that comes again finds its value. */
export class ParameterValues {
  #entries = $state.raw<Readonly<Record<string, ParameterEntry>>>({});

  #caret = $state.raw<TextRange>({ start: 0, end: 0 });
  readonly #current = $derived.by((): readonly StatementParameter[] => {
    const text = this.text();
    const range = mayHaveParameters(text) ? rangeToRun(text, this.#caret) : undefined;
    return range ? parametersOf(text.slice(range.start, range.end)) : [];
  });

  /**
   * @param text what the editor holds
   * @param isKept false where pages of others show this one
   */
  constructor(
    private readonly text: () => string,
    private readonly isKept: boolean,
  ) {
    if (isKept) this.#entries = readEntries(recall('parameters'));
  }

  /** Those of the statement at the caret, or of what is selected. */
  get current(): readonly StatementParameter[] {
    return this.#current;
  }

  moveCaret(selection: TextRange): void {
    this.#caret = selection;
  }

  /** What stands for a parameter; nothing has been written for a new one. */
  entryOf({ name, type }: StatementParameter): ParameterEntry {
    return this.#entries[name] ?? { text: '', type: parameterTypeFor(type) };
  }

  write(name: string, entry: ParameterEntry): void {
    const { [name]: _before, ...others } = this.#entries;
    this.#entries = Object.fromEntries([...Object.entries(others), [name, entry] as const].slice(-MOST_KEPT));
    if (this.isKept) keep('parameters', JSON.stringify(this.#entries));
  }

  /** Why the value of a parameter cannot be bound; undefined where it can. */
  problemOf(parameter: StatementParameter): string | undefined {
    const { text, type } = this.entryOf(parameter);
    const parsed = parseParameterValue(text, type);
    return 'error' in parsed ? parsed.error : undefined;
  }

  /**
   * What to bind when a part of the text runs; undefined where it leaves nothing open.
   *
   * @throws QueryError when a value is none, or several statements want some
   */
  valuesFor(sql: string): Parameters | undefined {
    const statements = mayHaveParameters(sql) ? statementsOf(sql) : [];
    const parameters = statements.flatMap(({ start, end }) => parametersOf(sql.slice(start, end)));
    const [first] = parameters;
    if (!first) return undefined;
    if (statements.length > 1) {
      throw queryError(
        'PARAMS_WITH_BATCH',
        `${first.label} can be given a value where one statement runs, and here are ${statements.length}.`,
        'Run each statement on its own: Ctrl+Enter at its place.',
      );
    }
    return Object.fromEntries(parameters.map((parameter) => [parameter.name, this.#valueOf(parameter)]));
  }

  #valueOf(parameter: StatementParameter): ParameterValue {
    const { text, type } = this.entryOf(parameter);
    const parsed = parseParameterValue(text, type);
    if ('value' in parsed) return parsed.value;
    throw new QueryError({
      code: 'INVALID_INPUT_ERROR',
      message: `${parameter.label}: ${parsed.error}`,
      statementIndex: 0,
      hint: 'Its field is above the text.',
    });
  }
}

/** False for most texts, which need not be read any closer. */
function mayHaveParameters(text: string): boolean {
  return /[?$]/.test(text);
}

function readEntries(kept: string | null): Record<string, ParameterEntry> {
  try {
    const entries: unknown = JSON.parse(kept ?? '{}');
    if (typeof entries !== 'object' || entries === null) return {};
    return Object.fromEntries(
      Object.entries(entries).filter((entry): entry is [string, ParameterEntry] => isEntry(entry[1])),
    );
  } catch {
    return {};
  }
}

function isEntry(value: unknown): value is ParameterEntry {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('type' in value)) return false;
  return typeof value.text === 'string' && parameterTypes.some((type) => type === value.type);
}
