/**
 * Lines that an author has set apart: between `-- hide`, `-- fold` or `-- lock` and `-- end`, each alone on its line.
 *
 * Hidden and folded lines run but are not shown; locked ones are shown but cannot be edited. The markers themselves are not
 * shown. The text that a reader sees and edits is thus another than the text that runs; both are kept together here.
 */
export type RegionKind = 'hide' | 'fold' | 'lock';

/** A part of the author's text that is not the reader's to edit. */
interface Region {
  kind: RegionKind;
  /** Whole lines, with the line end of the last. Empty for a lock: its text is in what is shown. */
  hidden: string;
  /** Its place in the shown text, in UTF-16 units; `start` equals `end` where nothing of it is shown. */
  start: number;
  end: number;
}

const marker = /^[^\S\n]*--[^\S\n]*(hide|fold|lock|end)[^\S\n]*(?:\r?\n|$)/gim;

export class RegionText {
  #shown: string;
  #regions: Region[];
  /** What is wrong with the markers, a sentence each. */
  readonly problems: readonly string[];

  constructor(source: string) {
    const parsed = parse(source);
    this.#shown = parsed.shown;
    this.#regions = parsed.regions;
    this.problems = parsed.problems;
  }

  /** What the reader sees and edits. */
  get shown(): string {
    return this.#shown;
  }

  /** What runs. */
  get full(): string {
    return this.#compose().full;
  }

  /** Lines that are folded now. */
  get foldedLines(): number {
    return this.#regions.reduce((sum, { kind, hidden }) => sum + (kind === 'fold' ? countLines(hidden) : 0), 0);
  }

  /** Where in the shown text the locked parts are. */
  get locked(): readonly { start: number; end: number }[] {
    return this.#regions.filter(({ kind }) => kind === 'lock');
  }

  /**
   * Takes the text as it stands after an edit.
   *
   * @returns false where the edit would change a locked line: then everything stays as it was.
   */
  edit(next: string): boolean {
    const before = this.#shown;
    let [start, end] = changedRange(before, next);
    const growth = next.length - before.length;
    const isTouched = ({ kind, start: from, end: to }: Region): boolean =>
      kind === 'lock' && (start === end ? start > from && start < to : start < to && end > from);
    const touched = this.#regions.filter(isTouched);
    for (const region of touched) {
      start = Math.min(start, region.start);
      end = Math.max(end, region.end);
    }
    // Several edits at once may go round a locked line: it is there still, elsewhere.
    const kept = new Map<Region, number>();
    let from = start;
    for (const region of touched) {
      const locked = before.slice(region.start, region.end);
      const at = next.slice(0, end + growth).indexOf(locked, from);
      if (at < 0 || (at > 0 && next[at - 1] !== '\n')) return false;
      kept.set(region, at);
      from = at + locked.length;
    }
    for (const region of this.#regions) {
      const at = kept.get(region);
      if (at !== undefined) {
        region.end = at + region.end - region.start;
        region.start = at;
      } else if (region.start >= end) {
        // What is inserted at the very start of a part comes before it.
        region.start += growth;
        region.end += growth;
      } else if (region.start > start) {
        region.start = region.end = start;
      }
    }
    this.#shown = next;
    return true;
  }

  /** Shows what is folded, as text like any other. */
  unfold(): void {
    for (const region of this.#regions.filter(({ kind }) => kind === 'fold')) {
      this.#regions = this.#regions.filter((other) => other !== region);
      const { start, hidden } = region;
      this.#shown = this.#shown.slice(0, start) + hidden + this.#shown.slice(start);
      for (const other of this.#regions) {
        if (other.start < start) continue;
        other.start += hidden.length;
        other.end += hidden.length;
      }
    }
  }

  /** The place in the shown text of a place in what runs; what is hidden has the place where it would be. */
  shownOffset(fullOffset: number): number {
    let shift = 0;
    for (const { at, length } of this.#compose().insertions) {
      if (fullOffset < at) break;
      if (fullOffset < at + length) return at - shift;
      shift += length;
    }
    return fullOffset - shift;
  }

  #compose(): { full: string; insertions: { at: number; length: number }[] } {
    let full = '';
    let from = 0;
    const insertions: { at: number; length: number }[] = [];
    for (const { hidden, start } of this.#regions) {
      if (hidden === '') continue;
      full += this.#shown.slice(from, start);
      from = start;
      // The reader may have left the line before it without an end.
      const text = full === '' || full.endsWith('\n') ? hidden : `\n${hidden}`;
      insertions.push({ at: full.length, length: text.length });
      full += text;
    }
    return { full: full + this.#shown.slice(from), insertions };
  }
}

/** The part of `before` that is another in `next`: all before and after it is the same. */
function changedRange(before: string, next: string): [start: number, end: number] {
  const most = Math.min(before.length, next.length);
  let start = 0;
  while (start < most && before[start] === next[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  return [start, before.length - tail];
}

function parse(source: string): { shown: string; regions: Region[]; problems: string[] } {
  const regions: Region[] = [];
  const problems: string[] = [];
  let shown = '';
  let from = 0;
  let open: RegionKind | undefined;
  const take = (text: string): void => {
    if (open === undefined || open === 'lock') {
      if (open && text !== '')
        regions.push({ kind: open, hidden: '', start: shown.length, end: shown.length + text.length });
      shown += text;
    } else if (text !== '') {
      regions.push({ kind: open, hidden: text, start: shown.length, end: shown.length });
    }
  };
  for (const match of source.matchAll(marker)) {
    const word = (match[1] ?? '').toLowerCase() as RegionKind | 'end';
    take(source.slice(from, match.index));
    from = match.index + match[0].length;
    if (word === 'end') {
      if (open === undefined) problems.push('A line “-- end” ends nothing.');
      open = undefined;
    } else {
      if (open !== undefined) problems.push(`A line “-- ${word}” stands inside “-- ${open}”: parts do not nest.`);
      open = word;
    }
  }
  take(source.slice(from));
  if (open !== undefined) problems.push(`A line “-- ${open}” has no “-- end”.`);
  return { shown, regions, problems };
}

function countLines(text: string): number {
  return text.replace(/\r?\n$/, '').split('\n').length;
}
