import type { ColorScheme } from '../editor/sql-editor';
import { keep, recall } from './kept';
import { MediaQuery } from './media.svelte';

export const themeChoices = ['auto', 'light', 'dark'] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** Light or dark: as the system has it, or as the visitor chose. `?theme=` in the address wins for this visit. */
export class Theme {
  #choice = $state<ThemeChoice>('auto');
  readonly #systemDark = new MediaQuery('(prefers-color-scheme: dark)');

  constructor() {
    const asked = new URLSearchParams(location.search).get('theme') ?? recall('theme');
    this.#apply(themeChoices.find((choice) => choice === asked) ?? 'auto');
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get scheme(): ColorScheme {
    if (this.#choice !== 'auto') return this.#choice;
    return this.#systemDark.matches ? 'dark' : 'light';
  }

  choose(choice: ThemeChoice): void {
    this.#apply(choice);
    keep('theme', choice);
  }

  #apply(choice: ThemeChoice): void {
    this.#choice = choice;
    document.documentElement.dataset['theme'] = choice;
  }
}
