import type { ColorScheme, RunKey, SqlEditor } from '../editor/sql-editor';
import { textareaEditor } from '../editor/textarea-editor';
import type { Knowledge } from '../language/knowledge';
import { positionAt, QueryError, queryError, type PlaygroundError } from '../protocol/error';
import { fetchText } from './content';
import { drawColors } from './light-editor';
import { RegionText } from './regions';
import { make, type Shell } from './shell';

/** Who owns the text. */
export interface TextOwner {
  onChange(): void;
  onRun(): void;
  knowledge: () => Promise<Knowledge>;
}

/** The SQL of a playground: what its author gave, what its reader has made of it, and how it is drawn. */
export class PlaygroundText {
  #regions = new RegionText('');
  #original = '';
  #isEdited = false;
  #src: string | undefined;
  #isFetched = false;
  #loading: Promise<void> | undefined;
  #sourceError: QueryError | undefined;
  /** Of the last run, as long as the text is still the one that ran. */
  #error: PlaygroundError | undefined;
  #markupProblems: readonly string[] = [];
  #shell: Shell | undefined;
  #editor: SqlEditor | undefined;
  #light: SqlEditor | undefined;
  #scheme: ColorScheme = 'light';
  #isEnriching = false;
  #hasKeys = false;

  readonly #events = {
    onChange: (text: string): void => {
      if (!this.#isPutting) this.#edit(text);
    },
    onRun: (key: RunKey): void => {
      // A plan has no place here.
      if (key !== 'explain') this.owner.onRun();
    },
  };
  #isPutting = false;

  constructor(private readonly owner: TextOwner) {}

  /** What runs: the text as it is edited now, with the lines that are hidden. */
  get full(): string {
    return this.#regions.full;
  }

  /** Whether all of the author's text is shown. */
  get isWhole(): boolean {
    return this.#regions.shown === this.#original;
  }

  /** As if the reader had written it. */
  write(sql: string): void {
    this.#isEdited = true;
    this.#error = undefined;
    this.#put(new RegionText(sql));
    this.owner.onChange();
  }

  /** Takes the author's text from the page's markup, unless it has come from an address. */
  adopt(original: string): void {
    if (!this.#isFetched) this.#take(original);
  }

  /** Takes the author's text, unless the reader's stands there. */
  #take(original: string): void {
    this.#original = original;
    if (!this.#isEdited) this.#put(new RegionText(original));
  }

  /** Brings the author's text back. */
  restore(): void {
    this.#isEdited = false;
    this.#error = undefined;
    this.#put(new RegionText(this.#original));
  }

  /** Takes the author's text from an address. */
  load(src: string | undefined): void {
    if (src === this.#src) return;
    this.#src = src;
    if (src === undefined) return;
    this.#loading = fetchText('The SQL of this playground', src).then(
      (text) => {
        if (this.#src !== src) return;
        this.#sourceError = undefined;
        this.#isFetched = true;
        this.#take(text.replaceAll('\r\n', '\n').trimEnd());
      },
      (thrown: unknown) => {
        this.#sourceError = thrown instanceof QueryError ? thrown : queryError('FILE_ERROR', String(thrown));
        this.#drawProblems();
      },
    );
  }

  /** What runs, when it has come. @throws QueryError */
  async ready(): Promise<string> {
    await this.#loading;
    if (this.#sourceError && !this.#isEdited) throw this.#sourceError;
    return this.full;
  }

  /** Draws it, from now on. */
  draw(shell: Shell): void {
    this.#shell = shell;
    this.#light = textareaEditor(shell.textarea, this.#events);
    this.#editor = this.#light;
    shell.textarea.addEventListener('keydown', () => {
      this.#hasKeys = true;
    });
    shell.unfoldButton.addEventListener('click', () => {
      this.#regions.unfold();
      this.#put(this.#regions);
      // The button is gone.
      this.focus();
    });
    this.#put(this.#regions);
  }

  /** Marks where the last run failed, or nothing. */
  mark(error: PlaygroundError | undefined): void {
    this.#error = error;
    this.#drawColors();
  }

  tell(markupProblems: readonly string[]): void {
    this.#markupProblems = markupProblems;
    this.#drawProblems();
  }

  applyScheme(scheme: ColorScheme): void {
    this.#scheme = scheme;
    this.#editor?.applyScheme(scheme);
  }

  /** Monaco goes with the element, and comes again when somebody writes. */
  rest(): void {
    if (!this.#shell || this.#editor === this.#light) return;
    this.#editor?.dispose();
    this.#editor = this.#light;
    this.#isEnriching = false;
    this.#shell.query.classList.remove('rich');
    this.#shell.monaco.hidden = true;
    this.#put(this.#regions);
  }

  /** Writes at the caret, as keys would. */
  type(text: string): void {
    this.#hasKeys = true;
    this.#editor?.type(text);
  }

  focus(): void {
    this.#editor?.focus();
  }

  /** Goes to a place of what runs. */
  jump(offset: number): void {
    const start = this.#regions.shownOffset(offset);
    this.#editor?.select({ start, end: start });
    this.focus();
  }

  /** Writes in place of the word at a place of what runs. */
  replaceAt(offset: number, name: string): void {
    this.#editor?.select(wordAt(this.#regions.shown, this.#regions.shownOffset(offset)));
    this.#editor?.insert(name);
  }

  #edit(shown: string): void {
    const before = this.#regions.shown;
    if (this.#regions.edit(shown)) {
      this.#enrich(before);
      this.#isEdited = true;
      this.mark(undefined);
      this.owner.onChange();
      return;
    }
    const caret = this.#editor?.getSelection();
    this.#editor?.setText(this.#regions.shown);
    if (caret) this.#editor?.select({ start: caret.start, end: caret.start });
    if (this.#shell) this.#shell.status.textContent = 'These lines are locked.';
  }

  /**
   * With the first edit by keys Monaco takes over, where it may: scripts that fill in a field go on finding one. Locked lines are the
   * light editor's alone, which shows them.
   */
  #enrich(original: string): void {
    const shell = this.#shell;
    const light = this.#light;
    if (!this.#hasKeys || this.#isEnriching || !shell || !light || this.#regions.locked.length > 0) return;
    this.#isEnriching = true;
    const isWanted = (): boolean => shell.root.isConnected && !shell.textarea.readOnly && this.#editor === light;
    const scheme = (): ColorScheme => this.#scheme;
    const enriched = import('./live/rich-editor').then(({ enrich }) =>
      enrich({ shell, light, original, scheme, events: this.#events, isWanted, knowledge: this.owner.knowledge }),
    );
    enriched.then(
      (rich) => {
        this.#isEnriching = rich !== undefined || isWanted();
        if (!rich) return;
        this.#editor = rich;
        this.#drawColors();
      },
      (reason: unknown) => {
        console.warn('The editor stays a plain one, because Monaco could not be loaded:', reason);
      },
    );
  }

  #put(regions: RegionText): void {
    this.#regions = regions;
    this.#isPutting = true;
    if (this.#editor && this.#editor.getText() !== regions.shown) this.#editor.setText(regions.shown);
    this.#isPutting = false;
    this.#drawColors();
    this.#drawProblems();
    if (!this.#shell) return;
    const { unfoldButton } = this.#shell;
    const count = regions.foldedLines;
    unfoldButton.hidden = count === 0;
    unfoldButton.textContent = count === 1 ? '⋯ 1 folded line' : `⋯ ${count} folded lines`;
  }

  #drawColors(): void {
    if (!this.#shell) return;
    const { position, message = '' } = this.#error ?? {};
    const { shown } = this.#regions;
    const marker = position && {
      position: positionAt(shown, this.#regions.shownOffset(position.offset)),
      message,
    };
    this.#editor?.mark(marker);
    drawColors(this.#shell.colors, this.#regions, marker);
  }

  #drawProblems(): void {
    if (!this.#shell) return;
    const { detail } = this.#sourceError ?? {};
    const texts = [...this.#markupProblems, ...this.#regions.problems];
    if (detail) texts.push(`${detail.message} ${detail.hint ?? ''}`);
    const { problems } = this.#shell;
    problems.hidden = texts.length === 0;
    problems.replaceChildren(...texts.map((textContent) => make('li', { textContent })));
  }
}

function wordAt(text: string, offset: number): { start: number; end: number } {
  const length = /^(?:"(?:""|[^"])*"|'(?:''|[^'])*'|[\p{L}\p{N}_$.]+)/u.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset, end: offset + length };
}
