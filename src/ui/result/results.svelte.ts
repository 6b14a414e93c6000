import { ResultRelation } from '../../client/result-relation';
import type { StatementStore } from '../../client/result-store';
import type { SessionClient } from '../../client/session-client';
import type { ResultLimits } from '../result-limits.svelte';
import type { StatementView } from '../statement-view';
import { ResultTab } from './result-tab.svelte';
import { writeRows } from './write-rows';

/** The results on the page: those of the last run, and those that were pinned before it. */
export class Results {
  #tabs: ResultTab[] = [];
  #pinned = $state.raw<readonly ResultTab[]>([]);

  constructor(
    private readonly client: SessionClient,
    readonly limits: ResultLimits,
  ) {}

  /** In the order in which they were pinned. */
  get pinned(): readonly ResultTab[] {
    return this.#pinned;
  }

  /** The tab of a statement that has columns; made when it is first asked for. */
  tabOf(statement: StatementView): ResultTab | undefined {
    const { key, store } = statement;
    if (!store || store.columns.length === 0) return undefined;
    const known = this.#tabs.find((tab) => tab.statement.key === key);
    if (known) return known;
    const tab = new ResultTab(statement, store, (of) => this.#relationOf(of), this.limits);
    this.#tabs.push(tab);
    return tab;
  }

  /** The run has gone on, or another has begun: what is neither shown nor pinned is let go. */
  show(statements: readonly StatementView[]): void {
    for (const tab of [...this.#tabs]) {
      const statement = statements.find(({ key }) => key === tab.statement.key);
      if (statement) tab.statement = statement;
      else if (!this.#pinned.includes(tab)) this.#drop(tab);
    }
  }

  isPinned(tab: ResultTab): boolean {
    return this.#pinned.includes(tab);
  }

  pin(tab: ResultTab): void {
    if (!this.isPinned(tab)) this.#pinned = [...this.#pinned, tab];
  }

  /** @param isShown whether the last run still shows it. */
  unpin(tab: ResultTab, isShown: boolean): void {
    this.#pinned = this.#pinned.filter((other) => other !== tab);
    if (!isShown) this.#drop(tab);
  }

  #drop(tab: ResultTab): void {
    tab.dispose();
    this.#tabs = this.#tabs.filter((other) => other !== tab);
  }

  #relationOf(store: StatementStore): ResultRelation {
    return new ResultRelation(this.client, store, this.client.snapshot.info?.sessionId ?? '', writeRows);
  }
}
