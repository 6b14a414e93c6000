import type { Film } from '../film';
import type { Moment } from './moments';

/** An arrow whose tip is at 0, 0, in pixels. */
const ARROW = new Path2D('M0 0 V20.5 L4.7 16.3 L8 24 L11.6 22.5 L8.3 14.9 H14.6 Z');

export function drawPointer(canvas: CanvasRenderingContext2D, { place, opacity }: Moment['pointer']): void {
  if (opacity === 0) return;
  canvas.save();
  canvas.translate(place.x, place.y);
  canvas.globalAlpha = opacity;
  canvas.lineJoin = 'round';
  canvas.shadowColor = 'rgb(0 0 0 / 40%)';
  canvas.shadowBlur = 5;
  canvas.shadowOffsetY = 2;
  canvas.lineWidth = 3;
  canvas.strokeStyle = '#fff';
  canvas.stroke(ARROW);
  canvas.shadowColor = 'transparent';
  canvas.fillStyle = '#14201b';
  canvas.fill(ARROW);
  canvas.restore();
}

/** A ring that spreads from where the pointer pressed. */
export function drawRipple(
  canvas: CanvasRenderingContext2D,
  { place, progress }: NonNullable<Moment['ripple']>,
  theme: Film['theme'],
): void {
  const spread = 1 - (1 - progress) ** 3;
  canvas.save();
  canvas.globalAlpha = 1 - progress;
  canvas.beginPath();
  canvas.arc(place.x, place.y, 6 + 24 * spread, 0, 2 * Math.PI);
  canvas.lineWidth = 3;
  canvas.strokeStyle = canvas.fillStyle = theme === 'light' ? '#0a6450' : '#62d6b4';
  canvas.stroke();
  canvas.globalAlpha *= 0.18;
  canvas.fill();
  canvas.restore();
}
