/** Of the editors' type, in pixels. */
const CHARACTER = 8.43;
/** Line numbers and padding. */
const MARGIN = 60;

/** About how many lines an editor of so many pixels in width shows `text` in; counted up to `most`. */
export function shownLines(text: string, width: number, most: number): number {
  const perLine = Math.max(10, Math.floor((width - MARGIN) / CHARACTER));
  let lines = 0;
  for (let start = 0; lines < most;) {
    const end = text.indexOf('\n', start);
    const length = (end < 0 ? text.length : end) - start;
    lines += Math.max(1, Math.ceil(length / perLine));
    if (end < 0) break;
    start = end + 1;
  }
  return Math.min(lines, most);
}
