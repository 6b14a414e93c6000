import { expect, test } from 'vitest';
import { GridView } from './grid-view.svelte';

const ROWS = 10_000_000;

function opened(): { view: GridView; scroller: Element } {
  const view = new GridView();
  view.resize(ROWS, 27, 600);
  const scroller = { scrollTop: 0, scrollLeft: 0, scrollHeight: view.rows.barHeight, clientHeight: 600 };
  return { view, scroller: scroller as Element };
}

test('a bar that has come to rest is put where its rows are', () => {
  const { view, scroller } = opened();
  scroller.scrollTop = 120;
  view.scrolled(scroller);
  view.rested(scroller);
  expect(view.rows.top).toBe(120);
  expect(scroller.scrollTop).toBe(view.rows.barTop);
  expect(scroller.scrollTop).toBeLessThan(10);
});

test('where it has moved on before it is told of, it stays there, and its rows come with the telling', () => {
  const { view, scroller } = opened();
  scroller.scrollTop = 120;
  view.scrolled(scroller);
  const end = view.rows.barHeight - 600;
  scroller.scrollTop = end;
  view.rested(scroller);
  expect(scroller.scrollTop).toBe(end);
  view.scrolled(scroller);
  expect(view.rows.end).toBe(ROWS);
});
