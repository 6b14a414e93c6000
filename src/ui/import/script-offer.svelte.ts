import type { ComingScript } from './archives';

/** The editor, as far as a script is put there. */
interface ScriptEditor {
  readonly draft: { replace(text: string): void };
  start(): Promise<unknown>;
}

/** SQL that came with files: nobody has asked for it, so it waits for somebody to open or run it. */
export class ScriptOffer {
  #script = $state.raw<ComingScript>();
  #isMoved = $state(false);

  constructor(private readonly editor: ScriptEditor) {}

  get script(): ComingScript | undefined {
    return this.#script;
  }

  /** True where some of its files have other names here than it reads them by. */
  get isMoved(): boolean {
    return this.#isMoved;
  }

  make(script: ComingScript | undefined, isMoved: boolean): void {
    this.#script = script;
    this.#isMoved = isMoved;
  }

  /** Puts it into the editor. What was there comes back by undoing. */
  open(): void {
    if (!this.#script) return;
    this.editor.draft.replace(this.#script.sql);
    this.#script = undefined;
  }

  async run(): Promise<void> {
    this.open();
    await this.editor.start();
  }

  dismiss(): void {
    this.#script = undefined;
  }
}
