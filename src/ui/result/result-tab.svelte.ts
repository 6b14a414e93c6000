import { heldRows, pickedRows, renamedRows, type ResultRows } from '../../client/result-rows';
import type { ResultRelation, Scope } from '../../client/result-relation';
import type { RowSink } from '../../client/open-query';
import type { ResultStore, StatementStore } from '../../client/result-store';
import { toPlaygroundError, type PlaygroundError } from '../../protocol/error';
import { isPlain, noRequest, sortAfter, type Condition, type ViewRequest } from '../../results/analysis/view-request';
import { distinctValuesSql, viewPositionsSql, viewRowsSql } from '../../results/analysis/view-sql';
import { GridLayout } from '../grid/grid-layout.svelte';
import type { GridSelection } from '../grid/grid-source';
import type { Limits } from '../result-limits.svelte';
import type { StatementView } from '../statement-view';
import type { ExportRun } from './export-run.svelte';
import type { ValueCount } from './value-count';

/** Values to pick from. */
const MOST_VALUES = 200;

/** A result sorted and filtered: replaced whole. */
export interface SortedView {
  rows: ResultRows;
  /** Rows that there are, held or not. */
  rowCount: number;
  scope: Scope;
  /** What it answers. */
  request: ViewRequest;
}

/** Where sorting and filtering is: waiting for the statement's end, at work, done, or failed. */
export type ViewPhase = 'plain' | 'waiting' | 'running' | 'done' | 'failed';

export interface Focus {
  row: number;
  column: number;
}

/** One statement's result as somebody has arranged it: outlives the widgets that show it, not the result. */
export class ResultTab {
  readonly layout: GridLayout;
  readonly relation: ResultRelation;
  #statement: StatementView;
  #request = $state.raw<ViewRequest>(noRequest);
  #phase = $state<ViewPhase>('plain');
  #sorted = $state.raw<SortedView>();
  #error = $state.raw<PlaygroundError>();
  #stop: AbortController | undefined;
  selection = $state.raw<GridSelection>({ rows: { from: 0, to: 0 }, columns: [] });
  focus = $state.raw<Focus>({ row: 0, column: 0 });
  exportRun = $state.raw<ExportRun>();
  /** What stands beside the rows. */
  side = $state<'inspector' | 'profile'>();

  constructor(
    statement: StatementView,
    readonly store: StatementStore,
    relationOf: (store: StatementStore) => ResultRelation,
    private readonly limits: Limits,
  ) {
    this.#statement = $state.raw(statement);
    this.layout = new GridLayout(store.columns.length);
    this.relation = relationOf(store);
  }

  get statement(): StatementView {
    return this.#statement;
  }

  /** The statement has gone on. */
  set statement(statement: StatementView) {
    this.#statement = statement;
    if (this.#phase === 'waiting' && statement.isEnded) void this.#run();
  }

  get request(): ViewRequest {
    return this.#request;
  }

  get phase(): ViewPhase {
    return this.#phase;
  }

  /** Why the view could not be had. */
  get error(): PlaygroundError | undefined {
    return this.#error;
  }

  get sorted(): SortedView | undefined {
    return this.#sorted;
  }

  /** What is shown now. While a view is made, what was shown before. */
  get rows(): ResultRows {
    return this.#sorted?.rows ?? { ...heldRows(this.store), rowCount: this.#statement.heldRows };
  }

  sortBy(column: number, isAdded: boolean): void {
    this.apply({ ...this.#request, sort: sortAfter(this.#request.sort, column, isAdded) });
  }

  /** Replaces the conditions on a column. */
  filter(column: number, conditions: readonly Condition[]): void {
    const others = this.#request.conditions.filter((condition) => condition.column !== column);
    this.apply({ ...this.#request, conditions: [...others, ...conditions] });
  }

  search(text: string): void {
    if (text !== this.#request.search) this.apply({ ...this.#request, search: text });
  }

  apply(request: ViewRequest): void {
    this.cancel();
    this.#request = request;
    this.#error = undefined;
    if (isPlain(request)) {
      this.#sorted = undefined;
      this.#phase = 'plain';
    } else if (this.#statement.isEnded) {
      void this.#run();
    } else {
      this.#phase = 'waiting';
    }
  }

  /** A column's values, the most frequent first. @throws QueryError */
  async values(column: number, search: string, signal: AbortSignal): Promise<ValueCount[]> {
    if (!this.#statement.isEnded) throw new Error('The values are there when the statement has ended.');
    const rows = await this.relation.rows(({ sql }) => distinctValuesSql(sql, column, search, MOST_VALUES), signal);
    return rows.map(([value = null, count]) => ({ value, count: Number(count) }));
  }

  /**
   * All rows of what is shown, in its order: those that are held where they are all, else DuckDB gives them again.
   *
   * @throws QueryError
   */
  async read(sink: RowSink, signal: AbortSignal): Promise<void> {
    const { rowCount, heldRows, isEnded } = this.#statement;
    const request = this.#request;
    if (isPlain(request) && isEnded && heldRows === rowCount) {
      for (const batch of this.store.batches()) {
        signal.throwIfAborted();
        await sink(batch, this.store.columns);
      }
      return;
    }
    const unlimited = Number.POSITIVE_INFINITY;
    await this.relation.query({
      sqlOf: ({ sql, columns }) => viewRowsSql(sql, columns, request),
      maxRows: unlimited,
      maxBytes: unlimited,
      signal,
      sink,
    });
  }

  /** Stops making a view; what is shown stays, and is what it says that it is. */
  cancel(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    if (this.#phase !== 'running' && this.#phase !== 'waiting') return;
    this.#request = this.#sorted?.request ?? noRequest;
    this.#phase = this.#sorted ? 'done' : 'plain';
  }

  /** Nobody looks at it any more. */
  dispose(): void {
    this.cancel();
    this.exportRun?.cancel();
    this.relation.dispose();
  }

  async #run(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#phase = 'running';
    const request = this.#request;
    const { maxRows, maxBytes } = this.limits;
    let frame = 0;
    try {
      const { store, scope } = await this.relation.query({
        sqlOf: ({ scope: from, sql, columns }) =>
          from === 'engine' ? viewRowsSql(sql, columns, request) : viewPositionsSql(sql, columns, request),
        maxRows,
        maxBytes,
        signal: stop.signal,
        onChange: (changed, from) => {
          if (frame !== 0 || (changed.statements[0]?.heldRows ?? 0) === 0) return;
          frame = requestAnimationFrame(() => {
            frame = 0;
            if (this.#stop === stop) this.#show(changed, from, request);
          });
        },
      });
      if (this.#stop !== stop) return;
      this.#show(store, scope, request);
      this.#phase = 'done';
    } catch (thrown) {
      if (this.#stop !== stop) return;
      this.#error = toPlaygroundError(thrown, 'SESSION_FAILED');
      this.#phase = 'failed';
    } finally {
      cancelAnimationFrame(frame);
    }
  }

  #show(view: ResultStore, scope: Scope, request: ViewRequest): void {
    const [found] = view.statements;
    if (!found) return;
    const rows = scope === 'engine' ? renamedRows(found, this.store.columns) : pickedRows(this.store, found);
    this.#sorted = { rows, rowCount: found.rowCount, scope, request };
  }
}
