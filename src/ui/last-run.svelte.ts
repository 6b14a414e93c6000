import { isDemo } from '../client/demo-mode';
import type { Marker, StatementNote } from '../editor/sql-editor';
import { positionAt, type PlaygroundError } from '../protocol/error';
import type { RunView } from './run-view';
import { statementNotes } from './statement-notes';

/** What of the editor's text ran last, and what is to be shown there of how it went. */
export class LastRun {
  #text = $state.raw('');
  /** Where in the text what ran begins; below zero where something was put in front of it. */
  #offset = $state.raw(0);
  #notes = $state.raw<readonly StatementNote[]>([]);

  begin(text: string, offset: number): void {
    this.#text = text;
    this.#offset = offset;
  }

  /** @param text what the editor holds by now */
  end(run: RunView, text: string): void {
    if (text === this.#text) this.#notes = statementNotes(run, text, this.#offset, isDemo());
  }

  /** What came of the statements. */
  get notes(): readonly StatementNote[] {
    return this.#notes;
  }

  /** Where it failed, as long as its text is still the editor's. */
  markerIn(text: string, error: PlaygroundError | undefined): Marker | undefined {
    if (!error?.position || text !== this.#text) return undefined;
    return { position: positionAt(text, this.placeOf(error.position.offset)), message: error.message };
  }

  /** The editor's text as it was. */
  get text(): string {
    return this.#text;
  }

  /** Where in the editor's text a place of what ran is. */
  readonly placeOf = (offset: number): number => Math.max(0, this.#offset + offset);
}
