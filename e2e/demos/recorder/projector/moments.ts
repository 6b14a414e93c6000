import type { Caption, Film, Place } from '../film';
import { pointerAt } from '../pointer-path';

export const FADE_MS = 220;
const RIPPLE_MS = 550;
const TICK_MS = 1000 / 60;
/** Also where nothing changes there is a picture now and then, so that players seek well. */
const LONGEST_MS = 1000;

/** All that one picture of the video shows. */
export interface Moment {
  picture: number;
  pointer: { place: Place; opacity: number };
  /** `progress` from 0 to 1. */
  ripple?: { place: Place; progress: number };
  caption?: { caption: Caption; opacity: number };
}

export interface TimedMoment {
  moment: Moment;
  atMs: number;
  durationMs: number;
}

/** Up to 60 moments in a second where something moves, else as few as will do. */
export function momentsOf(film: Film): TimedMoment[] {
  const moments: TimedMoment[] = [];
  let shown = '';
  for (let tick = 0; tick * TICK_MS < film.durationMs; tick++) {
    const atMs = tick * TICK_MS;
    const moment = momentAt(film, atMs);
    const looks = JSON.stringify(moment);
    const last = moments.at(-1);
    if (last && looks === shown && atMs - last.atMs < LONGEST_MS) continue;
    if (last) last.durationMs = atMs - last.atMs;
    moments.push({ moment, atMs, durationMs: film.durationMs - atMs });
    shown = looks;
  }
  return moments;
}

function momentAt(film: Film, nowMs: number): Moment {
  const frame = film.frames.findLast(({ atMs }) => atMs <= nowMs) ?? film.frames[0];
  const press = film.presses.find(({ atMs }) => atMs <= nowMs && nowMs < atMs + RIPPLE_MS);
  const caption = film.captions.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  return {
    picture: frame?.picture ?? 0,
    pointer: pointerOf(film, nowMs),
    ...(press && { ripple: { place: press.place, progress: (nowMs - press.atMs) / RIPPLE_MS } }),
    ...(caption && { caption: { caption, opacity: captionOpacity(caption, nowMs) } }),
  };
}

function pointerOf({ moves }: Film, nowMs: number): Moment['pointer'] {
  const move = moves.findLast(({ atMs }) => atMs <= nowMs);
  if (!move) return { place: { x: 0, y: 0 }, opacity: 0 };
  const before = moves[moves.indexOf(move) - 1];
  const comesBack = before?.hidesAtMs === undefined ? 1 : ramp(nowMs - move.atMs);
  const goes = move.hidesAtMs === undefined ? 0 : ramp(nowMs - move.hidesAtMs);
  return { place: pointerAt(move, nowMs), opacity: comesBack * (1 - goes) };
}

function captionOpacity({ fromMs, toMs }: Caption, nowMs: number): number {
  return Math.min(ramp(nowMs - fromMs), ramp(toMs - nowMs));
}

function ramp(milliseconds: number): number {
  return Math.min(1, Math.max(0, milliseconds / FADE_MS));
}
