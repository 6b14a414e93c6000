import type { Knowledge } from '../language/knowledge';
import type { TextRange } from '../language/text-range';
import { LANGUAGE_ID, registerDuckdb } from './duckdb-language';
import { showMarker } from './markers';
import { modelRange } from './model-range';
import { editor, Range, Uri } from './monaco';
import { setKnowledge } from './knowledge-of';
import { Problems } from './problems';
import { addFormatKey, addRunActions, addScreenReaderMode } from './actions';
import { EDITOR_LABEL, type ColorScheme, type SqlEditor, type SqlEditorEvents } from './sql-editor';
import { stillLooks, stillScrollbars } from './stillness';
import { addTabAccepts, calmly, suggesting } from './suggesting';
import { StatementMarks } from './statement-marks';
import { keysThatFreeTab } from './tab-key';
import { applyTheme, colorAtOnce } from './theme';

let modelCount = 0;

/**
 * Where Monaco speaks to screen readers. Its regions have the role of an alert, which on our pages is for errors of SQL: they
 * become assertive live regions, which are read out in the same way.
 */
function announcer(parent: ParentNode): HTMLElement {
  const element = document.createElement('div');
  parent.append(element);
  queueMicrotask(() => {
    for (const region of element.querySelectorAll('[role="alert"]')) {
      region.removeAttribute('role');
      region.setAttribute('aria-live', 'assertive');
    }
  });
  return element;
}

export interface MonacoOptions {
  /** Whether Tab goes on to what comes after the editor, instead of indenting. */
  tabLeaves?: boolean;
  /** Whether nothing changes by itself. */
  isStill?: boolean;
  /** Whether nothing comes up unasked, so that scripts meet the same editor each time. */
  isCalm?: boolean;
  /** What the session knows; without it the editor helps with nothing but colours. */
  knowledge?: Knowledge | undefined;
  /** Whether mistakes are underlined while one types. */
  checks?: boolean;
  /** Where Monaco speaks to screen readers. */
  announceIn?: ParentNode;
  /** Monaco's own, for what differs from the app. */
  looks?: editor.IEditorOptions;
  /** States of the text before this one, the first being the oldest: undo goes back through them. */
  past?: readonly string[];
  /** The height that the text needs, in pixels. */
  onHeight?: (height: number) => void;
}

/**
 * Makes an editor of Monaco inside `container`. Typing gives what was typed: nothing is closed, completed or rewritten by itself,
 * so that keys, screen readers and scripts all write the same.
 */
export function monacoEditor(
  container: HTMLElement,
  text: string,
  scheme: ColorScheme,
  events: SqlEditorEvents,
  {
    tabLeaves = false,
    isStill = false,
    isCalm = isStill,
    checks = !isCalm,
    knowledge,
    announceIn = document.body,
    looks: { scrollbar, ...looks } = {},
    past = [],
    onHeight,
  }: MonacoOptions = {},
): SqlEditor {
  registerDuckdb();
  applyTheme(container, scheme);
  // A model's address is global to the page.
  const address = Uri.parse(`inmemory://dabble/${++modelCount}.sql`);
  const model = editor.createModel(past[0] ?? text, LANGUAGE_ID, address);
  for (const state of [...past.slice(1), text]) replaceText(model, state);
  colorAtOnce(model);
  if (isStill) {
    model.onDidChangeContent(() => {
      colorAtOnce(model);
    });
  }
  const announcements = announcer(announceIn);
  let currentScheme = scheme;
  const style = getComputedStyle(container);
  const fontSize = parseFloat(style.fontSize);
  const widget = editor.create(container, {
    model,
    ariaLabel: EDITOR_LABEL,
    ariaContainerElement: announcements,
    automaticLayout: true,
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: Math.round(fontSize * 1.6),
    fontLigatures: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 10,
    glyphMargin: events.onRunStatement !== undefined,
    renderFinalNewline: 'on',
    folding: events.onRunStatement !== undefined,
    showFoldingControls: 'mouseover',
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
      ...(isStill ? stillScrollbars : {}),
      ...scrollbar,
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
    ...suggesting,
    ...(isCalm ? calmly : {}),
    unicodeHighlight: { ambiguousCharacters: false },
    ...looks,
    ...(isStill ? stillLooks : {}),
  });
  addRunActions(widget, events.onRun);
  addFormatKey(widget);
  addScreenReaderMode(widget);
  if (!tabLeaves) addTabAccepts(widget);
  if (knowledge) {
    setKnowledge(model, knowledge);
    // Asked for before it is needed, and not before somebody may write.
    widget.onDidFocusEditorText(() => {
      knowledge.prepare();
    });
  }
  const problems = knowledge && checks ? new Problems(widget, model, knowledge) : undefined;
  const { onRunStatement, onSelection } = events;
  const marks = onRunStatement && new StatementMarks(widget, model, onRunStatement);
  if (!tabLeaves) {
    const textbox = container.querySelector('[role="textbox"]');
    textbox?.setAttribute('aria-description', `${keysThatFreeTab} lets Tab leave the editor`);
  }
  // Names from the catalog go to the end of a text that nobody has been in.
  widget.setPosition(model.getFullModelRange().getEndPosition());
  model.onDidChangeContent(() => {
    events.onChange(model.getValue());
  });

  if (onHeight) {
    const tell = (): void => {
      onHeight(widget.getContentHeight());
    };
    widget.onDidContentSizeChange(tell);
    tell();
  }
  // Monaco has one theme for all editors of a page: the one that is written in has its own.
  const look = (): void => {
    applyTheme(container, currentScheme);
    colorAtOnce(model);
  };
  widget.onDidFocusEditorWidget(look);

  const getSelection = (): TextRange => {
    const selection = widget.getSelection();
    if (!selection) return { start: 0, end: 0 };
    return {
      start: model.getOffsetAt(selection.getStartPosition()),
      end: model.getOffsetAt(selection.getEndPosition()),
    };
  };
  if (onSelection) {
    widget.onDidChangeCursorSelection(() => {
      onSelection(getSelection());
    });
  }

  return {
    getText: () => model.getValue(),
    setText(next) {
      replaceText(model, next);
      widget.setScrollTop(0);
      widget.setPosition(model.getFullModelRange().getEndPosition());
    },
    insert(inserted) {
      const range = widget.getSelection() ?? modelRange(model, { start: 0, end: 0 });
      widget.pushUndoStop();
      widget.executeEdits('dabble', [{ range, text: inserted, forceMoveMarkers: true }]);
      widget.pushUndoStop();
      const caret = widget.getPosition();
      if (caret) widget.revealPositionInCenterIfOutsideViewport(caret);
    },
    type(typed) {
      // The lines of a text that is typed out have their own indentation.
      widget.updateOptions({ autoIndent: 'none' });
      widget.trigger('dabble', 'type', { text: typed });
      widget.updateOptions({ autoIndent: 'keep' });
      const caret = widget.getPosition();
      if (caret) widget.revealPosition(caret);
    },
    getSelection,
    select(selected) {
      const range = modelRange(model, selected);
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
    note(notes) {
      marks?.note(notes);
    },
    applyScheme(next) {
      currentScheme = next;
      look();
    },
    dispose() {
      problems?.dispose();
      marks?.dispose();
      widget.dispose();
      model.dispose();
      announcements.remove();
    },
  };
}

/** As one step of undo: only what differs is replaced, so that the caret goes where something changed. */
function replaceText(model: editor.ITextModel, next: string): void {
  const text = model.getValue();
  const shorter = Math.min(text.length, next.length);
  let start = 0;
  while (start < shorter && text[start] === next[start]) start++;
  let kept = 0;
  while (kept < shorter - start && text.at(-1 - kept) === next.at(-1 - kept)) kept++;
  const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(text.length - kept));
  model.pushStackElement();
  model.pushEditOperations(null, [{ range, text: next.slice(start, next.length - kept) }], () => null);
  model.pushStackElement();
}
