import { isDemo } from '../client/demo-mode';
import type { Marker, StatementNote } from '../editor/sql-editor';
import { positionAt, type PlaygroundError } from '../protocol/error';
import type { RunView } from './run-view';
import { statementNotes } from './statement-notes';

/** What of the editor's text a run is of. */
export interface RunPlace {
  text: string;
  /** Where in the text what runs begins; below zero where something was put in front of it. */
  offset: number;
}

/** What of the editor's text ran last, and what is to be shown there of how it went. */
export class LastRun {
  #place = $state.raw<RunPlace>({ text: '', offset: 0 });
  #notes = $state.raw<readonly StatementNote[]>([]);

  begin(place: RunPlace): void {
    this.#place = place;
  }

  /**
   * @param place nothing is noted where that did not run, or not as the last
   * @param text what the editor holds by now
   */
  end(place: RunPlace, run: RunView, text: string): void {
    if (place === this.#place && text === place.text) this.#notes = statementNotes(run, text, place.offset, isDemo());
  }

  /** What came of the statements. */
  get notes(): readonly StatementNote[] {
    return this.#notes;
  }

  /** Where it failed, as long as its text is still the editor's. */
  markerIn(text: string, error: PlaygroundError | undefined): Marker | undefined {
    if (!error?.position || text !== this.#place.text) return undefined;
    return { position: positionAt(text, this.placeOf(error.position.offset)), message: error.message };
  }

  /** The editor's text as it was. */
  get text(): string {
    return this.#place.text;
  }

  /** Where in the editor's text a place of what ran is. */
  readonly placeOf = (offset: number): number => Math.max(0, this.#place.offset + offset);
}
