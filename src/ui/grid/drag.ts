/**
 * Follows a pointer from its press to its release. `onMove` is told where it is, in pixels of the window, each frame: what it
 * is held over may move under it.
 */
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
  let at: PointerEvent | undefined;
  const report = (): void => {
    if (signal.aborted) return;
    if (at) onMove(at.clientX, at.clientY);
    requestAnimationFrame(report);
  };
  requestAnimationFrame(report);
  target.addEventListener(
    'pointermove',
    (move) => {
      if (isOwn(move)) at = move;
    },
    { signal },
  );
  const end = (wasCancelled: boolean) => (up: PointerEvent) => {
    if (!isOwn(up)) return;
    stop.abort();
    // The last movement may not have had its frame.
    if (at && !wasCancelled) onMove(up.clientX, up.clientY);
    onEnd(wasCancelled);
  };
  target.addEventListener('pointerup', end(false), { signal });
  target.addEventListener('pointercancel', end(true), { signal });
}
