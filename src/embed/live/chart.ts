import * as Plot from '@observablehq/plot';
import type { StatementStore } from '../../client/result-store';
import { isNumeric } from '../../ui/column-type';

/** More marks than pixels are no picture. */
const MOST_ROWS = 5000;
const HEIGHT_PX = 260;

interface Point {
  x: string | number | Date;
  y: number;
  series: string;
}

/**
 * Draws the first column against the numeric ones after it: bars over names, lines over numbers and times. Redrawn at the width
 * that there is.
 *
 * @returns how to stop.
 */
export function drawChart(into: HTMLElement, store: StatementStore): () => void {
  const points = pointsOf(store);
  if (points.length === 0) {
    into.textContent = 'A chart needs a column of numbers.';
    return () => undefined;
  }
  const observer = new ResizeObserver(([entry]) => {
    draw(into, entry?.contentRect.width ?? 0, points, store.columns[0]?.name ?? '');
  });
  observer.observe(into);
  return () => {
    observer.disconnect();
  };
}

function draw(into: HTMLElement, width: number, points: readonly Point[], name: string): void {
  const series = [...new Set(points.map((point) => point.series))];
  const [first] = series;
  const isNamed = points.every(({ x }) => typeof x === 'string');
  const isMany = series.length > 1;
  const color = isMany ? 'series' : 'var(--accent)';
  const mark = isNamed
    ? Plot.barY(
        points,
        isMany ? { x: 'series', fx: 'x', y: 'y', fill: color } : { x: 'x', y: 'y', fill: color, sort: null },
      )
    : Plot.lineY(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 2 });
  const svg = Plot.plot({
    width: Math.max(240, width),
    height: HEIGHT_PX,
    marginLeft: 56,
    ariaLabel: `Chart of ${series.join(', ')} by ${name}`,
    x:
      isNamed && isMany
        ? { axis: null }
        : { label: name, ...(isNamed ? { type: 'band', domain: namesOf(points) } : {}) },
    ...(isNamed && isMany ? { fx: { label: name, domain: namesOf(points) } } : {}),
    y: { label: isMany ? null : (first ?? null), grid: true, nice: true },
    color: { legend: isMany },
    marks: [Plot.ruleY([0]), mark],
  });
  // Its own style element is what strict policies refuse; the component around it has the rules.
  for (const style of svg.querySelectorAll('style')) style.remove();
  // “bar” and “y-axis tick” say nothing; the chart as a whole has a name.
  for (const part of svg.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
  (svg.matches('svg') ? svg : svg.querySelector('svg[aria-label]'))?.setAttribute('role', 'img');
  into.replaceChildren(svg);
}

function namesOf(points: readonly Point[]): string[] {
  return [...new Set(points.map(({ x }) => String(x)))];
}

function pointsOf(store: StatementStore): Point[] {
  const numbers = store.columns.flatMap(({ type }, index) => (isNumeric(type) ? [index] : []));
  // One column alone is drawn over its row numbers.
  const hasLabel = store.columns.length > 1;
  const values = hasLabel ? numbers.filter((index) => index > 0) : numbers;
  const kind = store.columns[0]?.type.kind ?? '';
  const xOf = (row: number): Point['x'] => {
    if (!hasLabel) return row + 1;
    const text = store.text(row, 0) ?? 'NULL';
    if (/^(?:DATE|TIMESTAMP)/.test(kind)) {
      const date = new Date(`${text.replace(' ', 'T')}${text.includes(' ') ? 'Z' : ''}`);
      return Number.isNaN(date.getTime()) ? text : date;
    }
    return numbers.includes(0) ? Number(text) : text;
  };
  const rows = Array.from({ length: Math.min(store.heldRows, MOST_ROWS) }, (_, row) => row);
  return values.flatMap((column) =>
    rows.flatMap((row) => {
      const text = store.text(row, column);
      const y = Number(text);
      const series = store.columns[column]?.name ?? '';
      return text === null || !Number.isFinite(y) ? [] : [{ x: xOf(row), y, series }];
    }),
  );
}
