import type { Caption, Chapter } from './film';

/** Milliseconds that it takes to read a caption. */
export function readingTime({ title, text }: Pick<Caption, 'title' | 'text'>): number {
  return 1200 + 48 * (title.length + text.length);
}

/** WebVTT: what is said, and when. */
export function captionsVtt(captions: Caption[]): string {
  return webVtt(captions.map(({ fromMs, toMs, text }) => ({ fromMs, toMs, text })));
}

/** WebVTT: chapters, each up to the next one. */
export function chaptersVtt(chapters: Chapter[], durationMs: number): string {
  return webVtt(
    chapters.map(({ fromMs, title }, index) => ({
      fromMs,
      toMs: chapters[index + 1]?.fromMs ?? durationMs,
      text: title,
    })),
  );
}

interface Cue {
  fromMs: number;
  toMs: number;
  text: string;
}

function webVtt(cues: Cue[]): string {
  const written = cues.map(
    ({ fromMs, toMs, text }, index) => `${index + 1}\n${timestamp(fromMs)} --> ${timestamp(toMs)}\n${escaped(text)}\n`,
  );
  return ['WEBVTT\n', ...written].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `00:01:02.345` */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}
