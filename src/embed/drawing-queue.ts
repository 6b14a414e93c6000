import type { Metrics } from './metrics';

/** What is to be drawn. */
export interface Drawing {
  /** Reads what the page looks like without it. */
  measure(): Metrics | undefined;
  draw(metrics: Metrics | undefined): void;
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
  const metrics = drawings.map((drawing) => drawing.measure());
  drawings.forEach((drawing, index) => {
    drawing.draw(metrics[index]);
  });
}
