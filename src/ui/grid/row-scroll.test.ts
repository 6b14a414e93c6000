import { expect, test } from 'vitest';
import { RowScroll } from './row-scroll';

const ROWS = 10_000_000;
const many = () => new RowScroll(ROWS, 27, 600);

test('where all rows fit under the bar, it moves them pixel by pixel', () => {
  const scroll = new RowScroll(1000, 27, 600);
  expect(scroll.barHeight).toBe(27_000);
  scroll.barMoved(270);
  expect([scroll.top, scroll.first, scroll.end]).toEqual([270, 10, 33]);
  scroll.barMoved(999_999);
  expect([scroll.top, scroll.end]).toEqual([26_400, 1000]);
});

test('the bar is never taller than browsers draw', () => {
  expect(many().height).toBe(270_000_000);
  expect(many().barHeight).toBeLessThanOrEqual(16_000_000);
});

test('of ten million rows a notch of the wheel moves a notch', () => {
  const scroll = many();
  scroll.barMoved(120);
  scroll.barMoved(240);
  expect(scroll.top).toBe(240);
  scroll.barMoved(120);
  expect(scroll.top).toBe(120);
});

test('dragging the bar moves in proportion, to both ends', () => {
  const scroll = many();
  const most = scroll.barHeight - 600;
  scroll.barMoved(most / 2);
  expect(scroll.top).toBeCloseTo(scroll.maxTop / 2, -3);
  scroll.barMoved(most);
  expect([scroll.top, scroll.end]).toEqual([scroll.maxTop, ROWS]);
  scroll.barMoved(0);
  expect([scroll.top, scroll.first]).toEqual([0, 0]);
});

test('when the bar runs out by small steps, rows do not jump', () => {
  const scroll = many();
  scroll.scrollTo(1_000_000);
  scroll.barPlaced(50);
  scroll.barMoved(0);
  expect(scroll.top).toBe(999_950);
  const most = scroll.barHeight - 600;
  scroll.scrollTo(1_000_000);
  scroll.barPlaced(most - 100);
  scroll.barMoved(most);
  expect(scroll.top).toBe(1_000_100);
});

test('the bar is put where the rows are', () => {
  const scroll = many();
  scroll.scrollTo(scroll.maxTop);
  expect(scroll.barTop).toBe(scroll.barHeight - 600);
  scroll.scrollTo(0);
  expect(scroll.barTop).toBe(0);
});

test('a row is brought into view by as little as possible', () => {
  const scroll = many();
  scroll.reveal(5);
  expect(scroll.top).toBe(0);
  scroll.reveal(ROWS - 1);
  expect(scroll.top).toBe(scroll.maxTop);
  scroll.reveal(ROWS - 2);
  expect(scroll.top).toBe(scroll.maxTop);
  scroll.reveal(7);
  expect(scroll.top).toBe(189);
});

test('a row taller than the view shows its beginning', () => {
  const scroll = new RowScroll(3, 2000, 600);
  scroll.reveal(1);
  expect(scroll.top).toBe(2000);
});

test('rows that join leave those in view where they are', () => {
  const scroll = new RowScroll(100_000, 27, 600);
  scroll.barMoved(5_000);
  const more = scroll.resized(ROWS, 27, 600);
  expect(more.top).toBe(5_000);
  more.barMoved(5_120);
  expect(more.top).toBe(5_120);
});

test('no rows', () => {
  const scroll = new RowScroll(0, 27, 600);
  scroll.barMoved(10);
  expect([scroll.top, scroll.first, scroll.end, scroll.barTop]).toEqual([0, 0, 0, 0]);
});
