import { rangeAt } from '../language/statement-at';
import { statementsOf, type Statement } from '../language/statements';
import type { TextRange } from '../language/text-range';
import { modelRange } from './model-range';
import { editor, Range } from './monaco';
import type { StatementNote } from './sql-editor';

/** Reading the text again for every key that is held down would be felt in scripts this long. */
const LONG_TEXT = 100_000;
const LONG_TEXT_DELAY_MS = 200;

/** What came of the statement that read so. */
interface Note extends Omit<StatementNote, 'range'> {
  range: Range;
  sql: string;
}

/**
 * What stands beside the statements of a script: a button that runs each, a line along the one that the caret is in, and after
 * those that have run what came of them.
 */
export class StatementMarks {
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #notes: editor.IEditorDecorationsCollection;
  #shown: readonly Note[] = [];
  #statements: readonly Statement[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly widget: editor.IStandaloneCodeEditor,
    private readonly model: editor.ITextModel,
    onRun: (range: TextRange) => void,
  ) {
    this.#marks = widget.createDecorationsCollection();
    this.#notes = widget.createDecorationsCollection();
    this.#read();
    model.onDidChangeContent(() => {
      this.#forgetChanged();
      clearTimeout(this.#timer);
      if (model.getValueLength() < LONG_TEXT) this.#read();
      else this.#timer = setTimeout(this.#read, LONG_TEXT_DELAY_MS);
    });
    widget.onDidChangeCursorPosition(() => {
      this.#draw();
    });
    widget.onMouseDown(({ target, event }) => {
      if (target.type !== editor.MouseTargetType.GUTTER_GLYPH_MARGIN || !event.leftButton) return;
      const line = target.position.lineNumber;
      const statement = this.#statements.find(({ start }) => model.getPositionAt(start).lineNumber === line);
      if (!statement) return;
      event.preventDefault();
      onRun({ start: statement.start, end: statement.end });
    });
  }

  /** Shows what came of statements; what is shown of others stays. */
  note(notes: readonly StatementNote[]): void {
    const fresh = notes.map(({ range, ...words }) => this.#noteAt(modelRange(this.model, range), words));
    const others = this.#current().filter(
      ({ range }) => !fresh.some((note) => Range.areIntersecting(range, note.range)),
    );
    this.#show([...others, ...fresh]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  readonly #read = (): void => {
    this.#statements = statementsOf(this.model.getValue());
    this.#draw();
  };

  #draw(): void {
    const caret = this.widget.getPosition();
    const current = caret && rangeAt(this.#statements, this.model.getValue(), this.model.getOffsetAt(caret));
    const lines = new Map<number, string>();
    for (const statement of this.#statements) {
      const { lineNumber } = this.model.getPositionAt(statement.start);
      if (!lines.has(lineNumber) || statement === current) {
        lines.set(lineNumber, statement === current ? 'run-glyph is-current' : 'run-glyph');
      }
    }
    const glyphs = [...lines].map(([line, glyphMarginClassName]) => ({
      range: new Range(line, 1, line, 1),
      options: { glyphMarginClassName, glyphMarginHoverMessage: { value: 'Run this statement' } },
    }));
    // With one statement alone there is nothing to tell apart.
    const isAlone = this.#statements.length < 2;
    const line = current && !isAlone ? [this.#along(current)] : [];
    this.#marks.set([...glyphs, ...line]);
  }

  #along(statement: TextRange): editor.IModelDeltaDecoration {
    return {
      range: modelRange(this.model, statement),
      options: { linesDecorationsClassName: 'current-statement', isWholeLine: true },
    };
  }

  /** A note is of the statement that ran: once that reads otherwise, it is gone. */
  #forgetChanged(): void {
    if (this.#shown.length === 0) return;
    const current = this.#current();
    const unchanged = current.filter(({ range, sql }) => this.model.getValueInRange(range) === sql);
    if (unchanged.length < current.length) this.#show(unchanged);
  }

  /** The notes where they stand now. */
  #current(): Note[] {
    const ranges = this.#notes.getRanges();
    return this.#shown.map((note, i) => ({ ...note, range: ranges[i] ?? note.range }));
  }

  #show(notes: readonly Note[]): void {
    this.#shown = notes;
    this.#notes.set(notes.map(decoration));
  }

  #noteAt(range: Range, words: Omit<StatementNote, 'range'>): Note {
    return { ...words, range, sql: this.model.getValueInRange(range) };
  }
}

function decoration({ range, text, isError }: Note): editor.IModelDeltaDecoration {
  return {
    range,
    options: {
      after: {
        content: `  ${text}`,
        inlineClassName: isError ? 'statement-note is-error' : 'statement-note',
        cursorStops: editor.InjectedTextCursorStops.None,
      },
      stickiness: editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  };
}
