import { ResultRelation } from '../../client/result-relation';
import type { StatementStore } from '../../client/result-store';
import type { RunAs } from '../../client/run-as';
import type { SessionClient } from '../../client/session-client';
import type { Limits } from '../result-limits.svelte';
import type { StatementView } from '../statement-view';
import { ResultTab } from './result-tab.svelte';
import { writeRows } from './write-rows';

/** The results on the page: those of the last run, and those that were pinned before it. */
export class Results {
  #tabs: ResultTab[] = [];
  /** Keys of the last run's statements. */
  #shown: readonly string[] = [];
  #pinned = $state.raw<readonly ResultTab[]>([]);

  constructor(
    private readonly client: SessionClient,
    readonly limits: Limits,
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
    const tab = new ResultTab(statement, store, (of) => this.#relationOf(of, statement.runAs), this.limits);
    this.#tabs.push(tab);
    return tab;
  }

  /** The run has gone on, or another has begun: what is neither shown nor pinned is let go. */
  show(statements: readonly StatementView[]): void {
    this.#shown = statements.map(({ key }) => key);
    for (const tab of [...this.#tabs]) {
      const statement = statements.find(({ key }) => key === tab.statement.key);
      if (statement) tab.statement = statement;
      else if (!this.#pinned.includes(tab)) this.#drop(tab);
    }
  }

  /** Shown or pinned. */
  get count(): number {
    return this.#tabs.length;
  }

  /** Of the rows that they hold. */
  get bytes(): number {
    return this.#tabs.reduce((sum, { store }) => sum + store.heldBytes, 0);
  }

  unpinAll(): void {
    for (const tab of this.#pinned) this.unpin(tab);
  }

  isPinned(tab: ResultTab): boolean {
    return this.#pinned.includes(tab);
  }

  pin(tab: ResultTab): void {
    if (!this.isPinned(tab)) this.#pinned = [...this.#pinned, tab];
  }

  unpin(tab: ResultTab): void {
    this.#pinned = this.#pinned.filter((other) => other !== tab);
    if (!this.#shown.includes(tab.statement.key)) this.#drop(tab);
  }

  #drop(tab: ResultTab): void {
    tab.dispose();
    this.#tabs = this.#tabs.filter((other) => other !== tab);
  }

  #relationOf(store: StatementStore, runAs: RunAs): ResultRelation {
    return new ResultRelation(this.client, store, this.client.snapshot.info?.sessionId ?? '', runAs, writeRows);
  }
}
