import type { Film } from '../film';
import type { Moment } from './moments';

const TITLE_FONT = '600 20px system-ui, sans-serif';
const TEXT_FONT = '400 18px system-ui, sans-serif';
const LINE = 25;
const PADDING = { x: 24, y: 15 };
const WIDEST = 860;
/** Above the page's bottom line, which says how a query ended. */
const FROM_BOTTOM = 42;

/** Against the page, so that nobody takes it for a part of it. */
const colors = {
  light: { ground: '#12201b', title: '#ffd166', text: '#f2f7f4' },
  dark: { ground: '#f0f6f3', title: '#0a6450', text: '#14201b' },
};

/** A bar in the lower third: the title, and below it what there is to see. */
export function drawCaption(
  canvas: CanvasRenderingContext2D,
  { caption, opacity }: NonNullable<Moment['caption']>,
  { theme, width, height }: Film,
): void {
  const { ground, title, text } = colors[theme];
  canvas.save();
  canvas.globalAlpha = opacity;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'middle';
  canvas.font = TEXT_FONT;
  const lines = wrapped(canvas, caption.text);
  const textWidth = Math.max(...lines.map((line) => canvas.measureText(line).width));
  canvas.font = TITLE_FONT;
  const barWidth = Math.max(textWidth, canvas.measureText(caption.title).width) + 2 * PADDING.x;
  const barHeight = (1 + lines.length) * LINE + 2 * PADDING.y;
  const top = height - FROM_BOTTOM - barHeight;

  canvas.shadowColor = 'rgb(0 0 0 / 30%)';
  canvas.shadowBlur = 24;
  canvas.shadowOffsetY = 6;
  canvas.fillStyle = ground;
  canvas.beginPath();
  canvas.roundRect((width - barWidth) / 2, top, barWidth, barHeight, 14);
  canvas.fill();

  canvas.shadowColor = 'transparent';
  canvas.fillStyle = title;
  const firstLine = top + PADDING.y + LINE / 2;
  canvas.fillText(caption.title, width / 2, firstLine);
  canvas.font = TEXT_FONT;
  canvas.fillStyle = text;
  for (const [index, line] of lines.entries()) canvas.fillText(line, width / 2, firstLine + (index + 1) * LINE);
  canvas.restore();
}

function wrapped(canvas: CanvasRenderingContext2D, text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && canvas.measureText(longer).width > WIDEST) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
