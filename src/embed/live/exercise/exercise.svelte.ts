import type { QueryResult, StatementResult } from '../../../client/query-result';
import type { EmbedRun } from '../embed-run.svelte';
import type { ExerciseContent } from './exercise-content';
import { judge, type Verdict } from './verdict';

/** A solution of more rows is not compared. */
const MOST_ROWS = 100_000;

/** One exercise: what its reader has found so far, and what they have asked to see. */
export class Exercise {
  #verdict = $state.raw<Verdict>();
  #isChecking = $state(false);
  #hintCount = $state(0);
  #isSolutionShown = $state(false);
  #areMissingShown = $state(false);
  /** Checks that were begun: a result that has been replaced is not judged. */
  #checks = 0;

  constructor(
    private readonly run: EmbedRun,
    readonly content: ExerciseContent,
  ) {}

  /** Undefined before the first check, and after a run that failed. */
  get verdict(): Verdict | undefined {
    return this.#verdict;
  }

  get isChecking(): boolean {
    return this.#isChecking;
  }

  /** Hints that were asked for, in order. */
  get hints(): readonly string[] {
    return this.content.hints.slice(0, this.#hintCount);
  }

  get hasMoreHints(): boolean {
    return this.#hintCount < this.content.hints.length;
  }

  get isSolutionShown(): boolean {
    return this.#isSolutionShown;
  }

  get areMissingShown(): boolean {
    return this.#areMissingShown;
  }

  /** Whether there is anything to see yet. */
  get isBegun(): boolean {
    return this.#isChecking || this.#verdict !== undefined || this.#hintCount > 0 || this.#isSolutionShown;
  }

  showHint(): void {
    if (this.hasMoreHints) this.#hintCount++;
  }

  showSolution(): void {
    this.#isSolutionShown = true;
  }

  showMissing(): void {
    this.#areMissingShown = true;
  }

  /** Judges what ran. Undefined where another run has come between, or what ran has failed. */
  async check(result: QueryResult): Promise<Verdict | undefined> {
    const check = ++this.#checks;
    this.#verdict = undefined;
    this.#areMissingShown = false;
    if (result.status !== 'succeeded') return undefined;
    this.#isChecking = true;
    const verdict = await this.#judge(result.statements.findLast(({ columns }) => columns.length > 0));
    if (check !== this.#checks) return undefined;
    this.#isChecking = false;
    this.#verdict = verdict;
    return verdict;
  }

  forget(): void {
    this.#checks++;
    this.#isChecking = false;
    this.#verdict = undefined;
    this.#hintCount = 0;
    this.#isSolutionShown = false;
  }

  async #judge(found: StatementResult | undefined): Promise<Verdict> {
    const { expected, isOrdered } = this.content;
    if (!('sql' in expected)) return judge(found, expected);
    const { error, statements } = await this.run.ask(expected.sql, MOST_ROWS);
    const solution = statements.findLast(({ columns }) => columns.length > 0);
    if (error) return { kind: 'unknown', reason: `The solution of this exercise fails: ${error.message}` };
    if (!solution) return { kind: 'unknown', reason: 'The solution of this exercise gives no rows to compare with.' };
    const { columns, rows, rowCount } = solution;
    return judge(found, { columns, rows, rowCount, isOrdered, isHandWritten: false });
  }
}
