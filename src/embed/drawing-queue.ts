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
  /** Reads what the browser knows of the page, and changes nothing. */
  measure(): Surroundings;
  draw(surroundings: Surroundings): void;
}

/** Those that came together are drawn together: all are measured before the first changes the page's layout. */
const waiting = new Map<object, Drawing>();

export function drawSoon(owner: object, drawing: Drawing): void {
  waiting.set(owner, drawing);
  if (waiting.size === 1) queueMicrotask(drawAll);
}

/** Draws it without waiting for the others. */
export function drawNow(owner: object, drawing: Drawing): void {
  waiting.delete(owner);
  drawing.draw(drawing.measure());
}

export function drawNever(owner: object): void {
  waiting.delete(owner);
}

function drawAll(): void {
  const drawings = [...waiting.values()];
  waiting.clear();
  const measured = drawings.map((drawing) => ({ drawing, surroundings: drawing.measure() }));
  for (const { drawing, surroundings } of measured) drawing.draw(surroundings);
}
