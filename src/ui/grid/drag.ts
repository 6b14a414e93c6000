/** Follows a pointer from its press to its release. `onMove` is told where it is, in pixels of the window. */
export function followPointer(
  event: PointerEvent,
  onMove: (x: number, y: number) => void,
  onEnd: (wasCancelled: boolean) => void = () => undefined,
): void {
  const target = event.currentTarget as HTMLElement;
  const { pointerId } = event;
  target.setPointerCapture(pointerId);
  const stop = new AbortController();
  const { signal } = stop;
  const isOwn = (other: PointerEvent): boolean => other.pointerId === pointerId;
  target.addEventListener(
    'pointermove',
    (move) => {
      if (isOwn(move)) onMove(move.clientX, move.clientY);
    },
    { signal },
  );
  const end = (wasCancelled: boolean) => (up: PointerEvent) => {
    if (!isOwn(up)) return;
    stop.abort();
    onEnd(wasCancelled);
  };
  target.addEventListener('pointerup', end(false), { signal });
  target.addEventListener('pointercancel', end(true), { signal });
}
