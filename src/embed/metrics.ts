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

export function measure(code: HTMLElement): Metrics {
  const block = getComputedStyle(code);
  const text = getComputedStyle(code.querySelector('code') ?? code);
  const add = (side: 'paddingTop' | 'paddingBottom' | 'paddingInlineStart'): string =>
    code.querySelector('code') ? `${parseFloat(block[side]) + parseFloat(text[side])}px` : block[side];
  return {
    height: code.getBoundingClientRect().height,
    marginTop: block.marginTop,
    marginBottom: block.marginBottom,
    fontFamily: text.fontFamily,
    fontSize: text.fontSize,
    lineHeight: text.lineHeight,
    paddingTop: add('paddingTop'),
    paddingBottom: add('paddingBottom'),
    paddingStart: add('paddingInlineStart'),
  };
}

const BORDERS_PX = 2;

/** @param isWhole whether the playground shows all of the block. */
export function adoptMetrics({ frame }: Shell, metrics: Metrics, isWhole: boolean): void {
  // Not shown where it is: in a closed tab, or a script.
  if (metrics.height === 0) return;
  const { style } = frame;
  style.marginTop = metrics.marginTop;
  style.marginBottom = metrics.marginBottom;
  if (isWhole) style.setProperty('--code-height', `${metrics.height - BORDERS_PX}px`);
  style.setProperty('--code-font', metrics.fontFamily);
  style.setProperty('--code-size', metrics.fontSize);
  if (metrics.lineHeight !== 'normal') style.setProperty('--code-line', metrics.lineHeight);
  // Code against the very edge is for pages that draw a box around it themselves.
  if (parseFloat(metrics.paddingStart) >= 4) style.setProperty('--code-start', metrics.paddingStart);
  style.setProperty('--code-top', `${Math.max(4, parseFloat(metrics.paddingTop) - 1)}px`);
  style.setProperty('--code-bottom', `${Math.max(4, parseFloat(metrics.paddingBottom) - 1)}px`);
}
