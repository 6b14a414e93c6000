import { LANGUAGE_ID, registerDuckdb } from './duckdb-language';
import { showMarker } from './markers';
import { editor, KeyCode, KeyMod, Range, Uri } from './monaco';
import { EDITOR_LABEL, type ColorScheme, type SqlEditor, type SqlEditorEvents } from './sql-editor';
import { applyTheme } from './theme';

let modelCount = 0;

/**
 * Where Monaco speaks to screen readers. Its regions have the role of an alert, which on our pages is for errors of SQL: they
 * become assertive live regions, which are read out in the same way.
 */
function announcer(): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  queueMicrotask(() => {
    for (const region of element.querySelectorAll('[role="alert"]')) {
      region.removeAttribute('role');
      region.setAttribute('aria-live', 'assertive');
    }
  });
  return element;
}

/**
 * Makes an editor of Monaco inside `container`. Typing gives what was typed: nothing is closed, completed or rewritten by itself,
 * so that keys, screen readers and scripts all write the same.
 *
 * @param tabLeaves whether Tab goes on to what comes after the editor, instead of indenting
 */
export function monacoEditor(
  container: HTMLElement,
  text: string,
  scheme: ColorScheme,
  events: SqlEditorEvents,
  tabLeaves = false,
): SqlEditor {
  registerDuckdb();
  applyTheme(container, scheme);
  // A model's address is global to the page.
  const model = editor.createModel(text, LANGUAGE_ID, Uri.parse(`inmemory://dabble/${++modelCount}.sql`));
  const style = getComputedStyle(container);
  const fontSize = parseFloat(style.fontSize);
  const widget = editor.create(container, {
    model,
    ariaLabel: EDITOR_LABEL,
    ariaContainerElement: announcer(),
    automaticLayout: true,
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: Math.round(fontSize * 1.6),
    fontLigatures: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 10,
    glyphMargin: false,
    renderFinalNewline: 'on',
    folding: false,
    guides: { indentation: false },
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    renderLineHighlightOnlyWhenFocus: true,
    scrollBeyondLastLine: false,
    scrollbar: {
      useShadows: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      alwaysConsumeMouseWheel: false,
    },
    wordWrap: 'on',
    tabSize: 2,
    tabFocusMode: tabLeaves,
    fixedOverflowWidgets: true,
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
    autoClosingDelete: 'never',
    autoClosingOvertype: 'never',
    autoSurround: 'never',
    autoIndent: 'keep',
    formatOnType: false,
    acceptSuggestionOnEnter: 'off',
    acceptSuggestionOnCommitCharacter: false,
    tabCompletion: 'off',
    unicodeHighlight: { ambiguousCharacters: false },
  });
  // The context menu lists it too.
  widget.addAction({
    id: 'dabble.run',
    label: 'Run',
    keybindings: [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.WinCtrl | KeyCode.Enter],
    contextMenuGroupId: 'navigation',
    run: () => {
      events.onRun();
    },
  });
  // Names from the catalog go to the end of a text that nobody has been in.
  widget.setPosition(model.getFullModelRange().getEndPosition());
  model.onDidChangeContent(() => {
    events.onChange(model.getValue());
  });

  const rangeOf = (start: number, end: number): Range =>
    Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));

  return {
    getText: () => model.getValue(),
    setText(next) {
      model.pushStackElement();
      model.pushEditOperations(null, [{ range: model.getFullModelRange(), text: next }], () => null);
      model.pushStackElement();
      widget.setScrollTop(0);
      widget.setPosition(model.getFullModelRange().getEndPosition());
    },
    insert(inserted) {
      const range = widget.getSelection() ?? rangeOf(0, 0);
      widget.pushUndoStop();
      widget.executeEdits('dabble', [{ range, text: inserted, forceMoveMarkers: true }]);
      widget.pushUndoStop();
      const caret = widget.getPosition();
      if (caret) widget.revealPositionInCenterIfOutsideViewport(caret);
    },
    getSelection() {
      const selection = widget.getSelection();
      if (!selection) return { start: 0, end: 0 };
      return {
        start: model.getOffsetAt(selection.getStartPosition()),
        end: model.getOffsetAt(selection.getEndPosition()),
      };
    },
    select({ start, end }) {
      const range = rangeOf(start, end);
      widget.setSelection(range);
      widget.revealRangeInCenterIfOutsideViewport(range);
    },
    hasFocus: () => widget.hasTextFocus(),
    focus() {
      widget.focus();
    },
    mark(marker) {
      showMarker(model, marker);
    },
    applyScheme(next) {
      applyTheme(container, next);
    },
    dispose() {
      widget.dispose();
      model.dispose();
    },
  };
}
