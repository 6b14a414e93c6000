import { MediaQuery } from 'svelte/reactivity';
import type { ColorScheme } from '../editor/sql-editor';
import { keep } from './kept';
import { firstThemeChoice, type ThemeChoice } from './theme-choice';

/** Light or dark: as the system has it, or as the visitor chose. */
export class Theme {
  #choice = $state<ThemeChoice>('auto');
  readonly #systemDark = new MediaQuery('(prefers-color-scheme: dark)');

  constructor() {
    this.#apply(firstThemeChoice());
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  get scheme(): ColorScheme {
    if (this.#choice !== 'auto') return this.#choice;
    return this.#systemDark.current ? 'dark' : 'light';
  }

  choose(choice: ThemeChoice): void {
    this.#apply(choice);
    keep('theme', choice);
  }

  #apply(choice: ThemeChoice): void {
    this.#choice = choice;
    document.documentElement.dataset.theme = choice;
  }
}
