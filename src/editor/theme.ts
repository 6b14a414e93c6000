import { editor } from './monaco';
import type { ColorScheme } from './sql-editor';

/** Monaco's colours, by token of the page (ui/tokens.css). */
const editorColors = {
  'editor.background': '--surface',
  'editor.foreground': '--ink',
  'editorLineNumber.foreground': '--ink-faint',
  'editorLineNumber.activeForeground': '--ink',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--selection',
  'editor.inactiveSelectionBackground': '--selection',
  'editor.lineHighlightBackground': '--surface-raised',
  'editor.lineHighlightBorder': '--surface-raised',
  'editorBracketMatch.background': '--accent-soft',
  'editorBracketMatch.border': '--accent',
  'editorBracketHighlight.foreground1': '--ink-soft',
  'editorBracketHighlight.foreground2': '--ink-soft',
  'editorBracketHighlight.foreground3': '--ink-soft',
  'editorBracketHighlight.unexpectedBracket.foreground': '--danger',
  'editorError.foreground': '--danger',
  'editorWidget.background': '--surface',
  'editorWidget.border': '--line',
  'editorHoverWidget.background': '--surface',
  'editorHoverWidget.border': '--line',
  'editorSuggestWidget.background': '--surface',
  'editorSuggestWidget.border': '--line-strong',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorSuggestWidget.selectedIconForeground': '--ink',
  'editorActionList.background': '--surface',
  'editorActionList.foreground': '--ink',
  'editorActionList.focusBackground': '--accent-soft',
  'editorActionList.focusForeground': '--ink',
  'quickInput.background': '--surface',
  'quickInput.foreground': '--ink',
  'quickInputList.focusBackground': '--accent-soft',
  'quickInputList.focusForeground': '--ink',
  'list.focusBackground': '--accent-soft',
  'list.focusForeground': '--ink',
  'list.hoverBackground': '--surface-raised',
  'list.highlightForeground': '--accent',
  'list.focusHighlightForeground': '--accent',
  'textLink.foreground': '--accent',
  'textLink.activeForeground': '--accent',
  'textCodeBlock.background': '--surface-raised',
  'textPreformat.background': '--surface-raised',
  'textPreformat.foreground': '--ink',
  'editorMarkerNavigation.background': '--surface',
  'editorMarkerNavigationError.background': '--danger',
  'editorMarkerNavigationError.headerBackground': '--danger-soft',
  'peekViewTitle.background': '--surface-raised',
  'peekViewResult.background': '--surface',
  'peekViewEditor.background': '--surface',
  'peekView.border': '--accent',
  'editor.wordHighlightBackground': '--accent-soft',
  'editor.foldBackground': '--surface-raised',
  'editorGutter.foldingControlForeground': '--ink-faint',
  'editorLightBulb.foreground': '--accent',
  'keybindingLabel.foreground': '--ink-soft',
  'input.background': '--surface-raised',
  'input.border': '--line-strong',
  'menu.background': '--surface',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--ink',
  focusBorder: '--focus',
} satisfies Record<string, string>;

const tokenColors = {
  keyword: '--syntax-keyword',
  type: '--syntax-type',
  function: '--syntax-function',
  string: '--syntax-string',
  number: '--syntax-number',
  comment: '--syntax-comment',
  parameter: '--syntax-parameter',
  operator: '--ink-soft',
  delimiter: '--ink-soft',
  identifier: '--ink',
} satisfies Record<string, string>;

/** Given a theme, be it the one that it has, Monaco takes the colours from all texts and gives them back when the page is idle. */
let applied = '';

/** Makes Monaco look like the page around `element`, as it is now. */
export function applyTheme(element: Element, scheme: ColorScheme): void {
  // Where the page's colours are the system's, Monaco has themes of its own.
  const isForced = matchMedia('(forced-colors: active)').matches;
  const theme = isForced ? undefined : themeOf(element, scheme);
  const name = theme ? `dabble-${scheme}` : scheme === 'dark' ? 'hc-black' : 'hc-light';
  const key = JSON.stringify([name, theme]);
  if (key === applied) return;
  applied = key;
  if (theme) editor.defineTheme(name, theme);
  editor.setTheme(name);
}

function themeOf(element: Element, scheme: ColorScheme): editor.IStandaloneThemeData {
  const read = colorReader(element);
  return {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    colors: Object.fromEntries(Object.entries(editorColors).map(([key, token]) => [key, read(token)])),
    rules: Object.entries(tokenColors).map(([token, property]) => ({
      token,
      foreground: read(property).slice(1),
      ...(token === 'keyword' ? { fontStyle: 'bold' } : {}),
      ...(token === 'comment' ? { fontStyle: 'italic' } : {}),
    })),
  };
}

/** Resolves custom properties, also those that depend on the colour scheme, to `#rrggbb`. */
function colorReader(element: Element): (property: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const style = getComputedStyle(probe);
  const colors = new Map<string, string>();
  for (const property of [...Object.values(editorColors), ...Object.values(tokenColors)]) {
    probe.style.color = `var(${property})`;
    const channels = style.color.match(/[\d.]+/g)?.slice(0, 3) ?? ['0', '0', '0'];
    colors.set(
      property,
      `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0')).join('')}`,
    );
  }
  probe.remove();
  return (property) => colors.get(property) ?? '#000000';
}

/** More lines than any window shows are coloured when Monaco comes to it. */
const MOST_LINES = 500;

/** What Monaco's types leave out. */
interface Colorable {
  tokenization?: { forceTokenization?(lineNumber: number): void };
}

/** Colours the text as soon as it is there, and not when the page is idle. */
export function colorAtOnce(model: editor.ITextModel): void {
  (model as Colorable).tokenization?.forceTokenization?.(Math.min(model.getLineCount(), MOST_LINES));
}
