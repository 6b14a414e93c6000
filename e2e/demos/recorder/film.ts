/** A point of the page, in CSS pixels. */
export interface Place {
  x: number;
  y: number;
}

/** What was recorded, with times in milliseconds of the film. Plain data: it crosses to the page that develops it. */
export interface Film {
  theme: 'light' | 'dark';
  width: number;
  height: number;
  durationMs: number;
  /** Ordered by time; `picture` counts the PNG pictures, from 0. */
  frames: { atMs: number; picture: number }[];
  /** Ordered by time; before the first one the pointer rests where that begins. */
  moves: PointerMove[];
  presses: { atMs: number; place: Place }[];
  captions: Caption[];
}

export interface PointerMove {
  atMs: number;
  durationMs: number;
  from: Place;
  to: Place;
  /** When it goes out of the way of what is typed. Absent: it stays until the next move. */
  hidesAtMs?: number;
}

export interface Caption {
  fromMs: number;
  toMs: number;
  title: string;
  text: string;
}

/** A part of the film, for those who want to skip to it. */
export interface Chapter {
  title: string;
  fromMs: number;
}
