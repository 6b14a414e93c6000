import type { Content } from './content';
import type { Shell } from './shell';

/** How a block of code stands on its page: taken over, so that nothing on the page moves when it becomes a playground. */
export interface Metrics {
  /** Pixels. */
  height: number;
  marginTop: string;
  marginBottom: string;
  fontFamily: string;
  fontSize: string;
  lineHeight: string;
  paddingTop: string;
  paddingBottom: string;
  paddingStart: string;
}

export function measure({ code, block = code }: Content): Metrics | undefined {
  if (!code || !block) return undefined;
  const around = getComputedStyle(block);
  const outer = getComputedStyle(code);
  const inner = code.querySelector('code');
  const text = inner ? getComputedStyle(inner) : outer;
  const place = block.getBoundingClientRect();
  const within = code === block ? place : code.getBoundingClientRect();
  const add = (side: 'paddingTop' | 'paddingBottom' | 'paddingInlineStart', frame: number): string =>
    `${frame + parseFloat(outer[side]) + (inner ? parseFloat(text[side]) : 0)}px`;
  return {
    height: place.height,
    marginTop: around.marginTop,
    marginBottom: around.marginBottom,
    fontFamily: text.fontFamily,
    fontSize: text.fontSize,
    lineHeight: text.lineHeight,
    paddingTop: add('paddingTop', within.top - place.top),
    paddingBottom: add('paddingBottom', place.bottom - within.bottom),
    paddingStart: add('paddingInlineStart', 0),
  };
}

const BORDER_PX = 1;
/** Text against the edge of its frame is hard to read. */
const LEAST_PADDING_PX = 8;

/** @param isWhole whether the playground shows all of the block. */
export function adoptMetrics({ root, place, frame }: Shell, metrics: Metrics, isWhole: boolean): void {
  // Not shown where it is: in a closed tab, or a script.
  if (metrics.height === 0) return;
  const { style } = frame;
  const { host } = root;
  const top = fit(metrics.paddingTop, metrics.marginTop, host.previousElementSibling);
  const bottom = fit(metrics.paddingBottom, metrics.marginBottom, host.nextElementSibling);
  place.style.marginTop = metrics.marginTop;
  place.style.marginBottom = metrics.marginBottom;
  style.marginTop = `${-top.growth}px`;
  style.marginBottom = `${-bottom.growth}px`;
  style.setProperty('--code-top', `${top.padding}px`);
  style.setProperty('--code-bottom', `${bottom.padding}px`);
  const height = metrics.height + top.growth + bottom.growth - 2 * BORDER_PX;
  if (isWhole) style.setProperty('--code-height', `${height}px`);
  style.setProperty('--code-font', metrics.fontFamily);
  style.setProperty('--code-size', metrics.fontSize);
  style.setProperty('--code-line', metrics.lineHeight);
  // Code against the very edge is for pages that draw a box around it themselves.
  const start = parseFloat(metrics.paddingStart);
  if (start >= 4) style.setProperty('--code-start', `${start - BORDER_PX}px`);
}

/**
 * Room for a frame around the text, in pixels: what the block's padding lacks, as far as its margin has it, is drawn there.
 *
 * @param neighbour what stands on that side. Margins of two playgrounds are one, and some of it is left between them.
 */
function fit(padding: string, margin: string, neighbour: Element | null): { padding: number; growth: number } {
  const given = parseFloat(padding) - BORDER_PX;
  const room = parseFloat(margin);
  const growth = Math.max(
    0,
    Math.min(LEAST_PADDING_PX - given, neighbour?.localName === 'sql-playground' ? room / 2 - 2 : room),
  );
  return { padding: Math.max(0, given + growth), growth };
}
