import type { Marker } from '../editor/sql-editor';
import { errorRange } from '../editor/error-range';
import { colorTokens } from '../editor/sql-colors';
import type { RegionText } from './regions';

/** Longer texts are not coloured until Monaco does it. */
const MOST_COLORED = 50_000;

/** Draws SQL in colours, with what is locked and what is wrong marked. Text is always text: nothing of it is read as markup. */
export function drawColors(into: HTMLElement, text: RegionText, marker: Marker | undefined): void {
  const { shown } = text;
  if (shown.length > MOST_COLORED) {
    into.textContent = `${shown}\n`;
    return;
  }
  const wrong = marker && errorRange(shown, marker.position.offset);
  const cuts = [...text.locked.flatMap(({ start, end }) => [start, end]), ...(wrong ? [wrong.start, wrong.end] : [])];
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const [token, kind] of colorTokens(shown)) {
    for (const piece of pieces(token, at, cuts)) {
      const isLocked = text.locked.some(({ start, end }) => at >= start && at < end);
      const isWrong = wrong !== undefined && at >= wrong.start && at < wrong.end;
      const names = [kind === 'plain' ? '' : kind, isLocked ? 'locked' : '', isWrong ? 'wrong' : ''].filter(Boolean);
      if (names.length === 0) {
        nodes.push(piece);
      } else {
        const span = document.createElement('span');
        span.className = names.join(' ');
        span.textContent = piece;
        nodes.push(span);
      }
      at += piece.length;
    }
  }
  // A last line that is empty has its height too.
  into.replaceChildren(...nodes, '\n');
}

/** A token, cut where a mark begins or ends in it. */
function pieces(token: string, start: number, cuts: readonly number[]): string[] {
  const inside = cuts.map((cut) => cut - start).filter((cut) => cut > 0 && cut < token.length);
  const ends = [...new Set([...inside, token.length])].sort((a, b) => a - b);
  return ends.map((end, index) => token.slice(ends[index - 1] ?? 0, end));
}
