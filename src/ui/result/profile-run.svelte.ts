import { toPlaygroundError } from '../../protocol/error';
import { profileColumns, type ColumnProfile } from '../../results/analysis/profile';
import type { ResultTab } from './result-tab.svelte';

export type ProfilePhase = 'running' | 'done' | 'stopped' | 'failed';

/** A look at all columns of a result, while it goes on and after. */
export class ProfileRun {
  profiles = $state.raw<readonly ColumnProfile[]>([]);
  phase = $state<ProfilePhase>('running');
  message = $state('');
  /** True where only the rows that are kept could be asked. */
  isOfKept = $state(false);
  readonly #stop = new AbortController();

  constructor(private readonly tab: ResultTab) {}

  cancel(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#stop;
    const { relation, store } = this.tab;
    try {
      const { columns } = await relation.describe(signal);
      await profileColumns(
        (sqlOf, stop) =>
          relation.rows(({ sql, scope }) => {
            this.isOfKept = scope === 'kept';
            return sqlOf(sql);
          }, stop),
        columns.length === store.columns.length ? columns : store.columns,
        signal,
        (profile) => {
          this.profiles = [...this.profiles, profile];
        },
      );
      this.phase = 'done';
    } catch (thrown) {
      this.phase = signal.aborted ? 'stopped' : 'failed';
      this.message = toPlaygroundError(thrown, 'SESSION_FAILED').message;
    }
  }
}
