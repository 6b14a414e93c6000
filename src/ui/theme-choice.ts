import { readOptions, themeChoices, type ThemeChoice } from '../client/address-options';
import { recall } from './kept';

export { themeChoices, type ThemeChoice };

/** What to begin with: `?theme=` in the address, or what was chosen on an earlier visit. A frame is no visit. */
export function firstThemeChoice(): ThemeChoice {
  const { theme, isEmbed } = readOptions(location.search).options;
  if (theme !== undefined) return theme;
  const chosen = isEmbed ? null : recall('theme');
  return themeChoices.find((choice) => choice === chosen) ?? 'auto';
}
