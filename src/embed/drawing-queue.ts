import type { ColorScheme } from '../editor/sql-editor';
import type { Metrics } from './metrics';

/** What the page looks like without what is to be drawn. */
export interface Surroundings {
  /** Of the block that stands there; absent where none does. */
  metrics: Metrics | undefined;
  scheme: ColorScheme;
}

/** What is to be drawn. */
export interface Drawing {
  /** Whether it is wanted before anybody sees it. */
  isUrgent(): boolean;
  /** Marks the element as drawn. Styles of the page that have kept its place (embed.css) end. */
  begin(): void;
  /** Reads what the browser knows of the page, and changes nothing. */
  measure(): Surroundings;
  draw(surroundings: Surroundings): void;
}

/** Those that came together, in the order of the page. */
const arrived = new Map<Element, Drawing>();
/** Those that nobody sees yet: their blocks stand in their place until the page has nothing else to do. */
const waiting = new Map<Element, Drawing>();

/** How far below the window a playground is drawn at once, in heights of the window. */
const MARGIN = 0.5;
/** As many are drawn in one go while the page is idle: few enough for the next frame to be in time. */
const IN_ONE_GO = 10;
/** After this, in milliseconds, it no longer matters that the page is busy. */
const PATIENCE_MS = 500;

/** Draws it with all that come in the same moment: at once if it is in view or wanted, else when the page is idle. */
export function drawSoon(owner: Element, drawing: Drawing): void {
  arrived.set(owner, drawing);
  if (arrived.size === 1) queueMicrotask(drawArrived);
}

/** Draws it without waiting for the others. */
export function drawNow(owner: Element, drawing: Drawing): void {
  drawNever(owner);
  drawTogether([drawing]);
}

export function drawNever(owner: Element): void {
  arrived.delete(owner);
  waiting.delete(owner);
}

function drawArrived(): void {
  const isAwaited = waiting.size > 0;
  const now: Drawing[] = [];
  for (const [owner, drawing] of arrived) {
    if (drawing.isUrgent() || distanceBelow(owner) < MARGIN) now.push(drawing);
    else waiting.set(owner, drawing);
  }
  arrived.clear();
  drawTogether(now);
  if (!isAwaited && waiting.size > 0) whenIdle(drawNearest);
}

function drawNearest(): void {
  const nearest = [...waiting.keys()]
    .map((owner) => ({ owner, distance: distanceBelow(owner) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, IN_ONE_GO);
  const drawings = nearest.flatMap(({ owner }) => waiting.get(owner) ?? []);
  for (const { owner } of nearest) waiting.delete(owner);
  drawTogether(drawings);
  if (waiting.size > 0) whenIdle(drawNearest);
}

/** All are measured before the first changes the page's layout. */
function drawTogether(drawings: readonly Drawing[]): void {
  for (const drawing of drawings) drawing.begin();
  const measured = drawings.map((drawing) => ({ drawing, surroundings: drawing.measure() }));
  for (const { drawing, surroundings } of measured) drawing.draw(surroundings);
}

/** In heights of the window; negative within it and above, where what changes would move what is seen. */
function distanceBelow(owner: Element): number {
  const { top, width } = owner.getBoundingClientRect();
  return width === 0 ? Number.POSITIVE_INFINITY : top / innerHeight - 1;
}

function whenIdle(work: () => void): void {
  // Not in every browser.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: PATIENCE_MS });
  else setTimeout(work);
}
