import type { Knowledge, Problem } from '../language/knowledge';
import type { TextRange } from '../language/text-range';
import { errorRange } from './error-range';
import { modelRange, plainRange } from './model-range';
import { editor, MarkerSeverity } from './monaco';

const OWNER = 'dabble-check';

/** Long enough that it is not asked between two letters of a word. */
const PAUSE_MS = 350;

interface Place extends TextRange {
  problem: Problem;
}

const placesOf = new WeakMap<editor.ITextModel, readonly Place[]>();

/** What is underlined of a text, where it touches a range. */
export function problemsIn(model: editor.ITextModel, { start, end }: TextRange): Problem[] {
  const places = placesOf.get(model) ?? [];
  return places.filter((place) => place.start <= end && place.end >= start).map(({ problem }) => problem);
}

/** Underlines what the engine has against a text, a while after it was written. Nothing is run. */
export class Problems {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #found: readonly Place[] = [];
  #checkCount = 0;
  readonly #unsubscribe: () => void;
  /** True while what was found is of a text that has changed since: Monaco moves along what it underlines. */
  #isStale = false;
  /** True from a change of the text until the caret goes elsewhere without one. */
  #isTyping = false;
  #lastVersion: number;

  constructor(
    private readonly widget: editor.IStandaloneCodeEditor,
    private readonly model: editor.ITextModel,
    private readonly knowledge: Knowledge,
  ) {
    this.#lastVersion = model.getVersionId();
    model.onDidChangeContent(() => {
      this.#isStale = true;
      this.#checkSoon();
    });
    widget.onDidChangeCursorPosition(() => {
      this.#isTyping = model.getVersionId() !== this.#lastVersion;
      this.#lastVersion = model.getVersionId();
      this.#show();
    });
    widget.onDidFocusEditorText(this.#show);
    widget.onDidBlurEditorText(this.#show);
    // What the text names may have come or gone.
    this.#unsubscribe = knowledge.onChange(() => {
      this.#checkSoon();
    });
    this.#checkSoon();
  }

  dispose(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), PAUSE_MS);
  }

  async #check(): Promise<void> {
    const number = ++this.#checkCount;
    const version = this.model.getVersionId();
    const text = this.model.getValue();
    const problems = await this.knowledge.check(text);
    if (number !== this.#checkCount || this.model.isDisposed() || this.model.getVersionId() !== version) return;
    if (!problems) {
      this.#checkSoon();
      return;
    }
    this.#isStale = false;
    this.#found = problems.map((problem) => ({ ...errorRange(text, problem.offset), problem }));
    this.#show();
  }

  readonly #show = (): void => {
    if (this.#isStale || this.model.isDisposed()) return;
    const shown = this.#found.filter((place) => !this.#isBeingTyped(place));
    placesOf.set(this.model, shown);
    editor.setModelMarkers(
      this.model,
      OWNER,
      shown.map(({ start, end, problem }) => ({
        ...plainRange(this.model, { start, end }),
        severity: MarkerSeverity.Error,
        message: problem.hint === undefined ? problem.message : `${problem.message}\n${problem.hint}`,
      })),
    );
  };

  /**
   * True at the end of a line's last word, and where something has just been written with only blanks between it and the problem:
   * what is missing may be on its way.
   */
  #isBeingTyped({ start, end }: Place): boolean {
    const caret = this.widget.getPosition();
    if (!caret || !this.widget.hasTextFocus()) return false;
    const offset = this.model.getOffsetAt(caret);
    const rest = this.model.getLineContent(caret.lineNumber).slice(caret.column - 1);
    if (offset === end && rest.trim() === '') return true;
    if (!this.#isTyping) return false;
    if (offset >= start && offset <= end) return true;
    const between = offset < start ? { start: offset, end: start } : { start: end, end: offset };
    return this.model.getValueInRange(modelRange(this.model, between)).trim() === '';
  }
}
