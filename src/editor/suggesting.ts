import { editor, KeyCode } from './monaco';

/**
 * Suggestions come up by themselves and change nothing by themselves: one is taken only when it was chosen with the arrow keys or
 * the mouse, or with Tab where that does not leave the editor. Enter and every other key write what they always write.
 */
export const suggesting: editor.IEditorOptions = {
  quickSuggestions: { other: true, comments: false, strings: true },
  quickSuggestionsDelay: 50,
  suggestOnTriggerCharacters: true,
  suggestSelection: 'first',
  suggest: {
    selectionMode: 'never',
    showWords: false,
    showStatusBar: false,
    preview: false,
    localityBonus: false,
    snippetsPreventQuickSuggestions: false,
    filterGraceful: true,
  },
  acceptSuggestionOnEnter: 'on',
  acceptSuggestionOnCommitCharacter: false,
  tabCompletion: 'off',
  parameterHints: { enabled: true, cycle: true },
  hover: { enabled: 'on', delay: 300, sticky: true, above: false },
  lightbulb: { enabled: editor.ShowLightbulbIconMode.OnCode },
};

/** Nothing comes up but what is asked for by its key. */
export const calmly: editor.IEditorOptions = {
  quickSuggestions: false,
  suggestOnTriggerCharacters: false,
  parameterHints: { enabled: false },
  lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
};

/** Has Tab take the first suggestion while there are some and none is chosen. */
export function addTabAccepts(widget: editor.IStandaloneCodeEditor): void {
  widget.addAction({
    id: 'dabble.accept-suggestion',
    label: 'Accept the First Suggestion',
    keybindings: [KeyCode.Tab],
    keybindingContext: 'suggestWidgetVisible && !suggestWidgetHasFocusedSuggestion',
    run: () => {
      widget.trigger('keyboard', 'focusAndAcceptSuggestion', {});
    },
  });
}
