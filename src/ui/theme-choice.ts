import { recall } from './kept';

export const themeChoices = ['auto', 'light', 'dark'] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** What to begin with: `?theme=` in the address, or what was chosen on an earlier visit. */
export function firstThemeChoice(): ThemeChoice {
  const asked = new URLSearchParams(location.search).get('theme') ?? recall('theme');
  return themeChoices.find((choice) => choice === asked) ?? 'auto';
}
