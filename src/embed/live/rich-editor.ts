import { isCalm, isDemo } from '../../client/demo-mode';
import type { ColorScheme, SqlEditor, SqlEditorEvents } from '../../editor/sql-editor';
import type { Knowledge } from '../../language/knowledge';
import { savesData } from '../intent';
import type { Shell } from '../shell';
import { allowsInlineStyles } from './style-policy';

/** What the light editor hands over. */
export interface Handover {
  shell: Shell;
  light: SqlEditor;
  /** The text before it was first edited. */
  original: string;
  scheme: () => ColorScheme;
  events: SqlEditorEvents;
  /** Whether there is still somebody to write. */
  isWanted: () => boolean;
  /** Rejects where there is no session to ask. */
  knowledge: () => Promise<Knowledge>;
}

/**
 * Monaco in place of the light editor, with text, caret, focus and what undo goes back to. Undefined where it is not wanted: for
 * fingers, for visitors who save data, under a policy that allows no inline styles.
 */
export async function enrich({
  shell,
  light,
  original,
  scheme,
  events,
  isWanted,
  knowledge,
}: Handover): Promise<SqlEditor | undefined> {
  if (!matchMedia('(any-pointer: fine)').matches || savesData()) return undefined;
  const { textarea, monaco: container, query } = shell;
  const past = new Past(original, textarea);
  try {
    if (!(await allowsInlineStyles())) return undefined;
    const [{ monacoEditor }, { declareCodicons }, known] = await Promise.all([
      import('../../editor/monaco-editor'),
      import('../../editor/codicons'),
      knowledge().catch(() => undefined),
    ]);
    await past.isSettled();
    if (!isWanted()) return undefined;
    declareCodicons();
    const hadFocus = light.hasFocus();
    const selection = light.getSelection();
    const style = getComputedStyle(textarea);
    const text = light.getText();
    const [top, bottom] = [parseFloat(style.paddingTop), parseFloat(style.paddingBottom)];
    const height = textarea.getBoundingClientRect().height;
    const lineHeight = (height - top - bottom) / text.split('\n').length;
    let slack: number | undefined;
    container.hidden = false;
    const rich = monacoEditor(container, text, scheme(), events, {
      tabLeaves: true,
      isStill: isDemo(),
      isCalm: isCalm(),
      knowledge: known,
      // What is shown may be a part of what runs, and its setup runs with it.
      checks: false,
      announceIn: shell.root,
      past: past.states,
      looks: {
        lineNumbers: 'off',
        lineNumbersMinChars: 0,
        lineDecorationsWidth: parseFloat(style.paddingLeft),
        lineHeight: Math.floor(lineHeight),
        padding: { top, bottom },
        renderLineHighlight: 'none',
        // The page's own menu and search: a block of a few lines has no place for others.
        contextmenu: false,
        wordWrap: 'off',
        // What is written is not below the buttons.
        revealHorizontalRightPadding: parseFloat(style.paddingRight),
        scrollBeyondLastColumn: 12,
        unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
        scrollbar: { vertical: 'hidden', handleMouseWheel: false, horizontalScrollbarSize: 10, useShadows: false },
      },
      onHeight(needed) {
        // Monaco's lines are whole pixels high: it is given what that saves, so that nothing below it moves.
        slack ??= Math.max(0, height - needed);
        container.style.height = `${needed + slack}px`;
      },
    });
    container.addEventListener('keydown', leaveSearchToPage, { capture: true });
    if (hadFocus) {
      rich.select(selection);
      rich.focus();
    }
    query.classList.add('rich');
    return rich;
  } finally {
    past.stop();
  }
}

function leaveSearchToPage(event: KeyboardEvent): void {
  const hasModifier = event.ctrlKey || event.metaKey;
  if (event.key === 'F3' || (hasModifier && ['f', 'g', 'h'].includes(event.key.toLowerCase()))) event.stopPropagation();
}

/** The states that a text goes through while Monaco is on its way. */
class Past {
  readonly states: string[] = [];
  #isComposing = false;
  #settled: (() => void) | undefined;
  readonly #stopped = new AbortController();

  constructor(
    original: string,
    private readonly textarea: HTMLTextAreaElement,
  ) {
    this.states.push(original);
    const { signal } = this.#stopped;
    textarea.addEventListener('beforeinput', this.#remember, { signal });
    textarea.addEventListener(
      'compositionstart',
      () => {
        this.#isComposing = true;
      },
      { signal },
    );
    textarea.addEventListener(
      'compositionend',
      () => {
        this.#isComposing = false;
        // The text has not changed yet.
        setTimeout(() => this.#settled?.());
      },
      { signal },
    );
  }

  readonly #remember = ({ inputType, data }: InputEvent): void => {
    // Letters of a word are one step.
    if (inputType === 'insertText' && data?.trim() !== '') return;
    const { value } = this.textarea;
    if (value !== this.states.at(-1)) this.states.push(value);
  };

  /** Resolves when no word is half composed. */
  async isSettled(): Promise<void> {
    if (!this.#isComposing) return;
    await new Promise<void>((resolve) => {
      this.#settled = resolve;
    });
  }

  stop(): void {
    this.#stopped.abort();
  }
}
