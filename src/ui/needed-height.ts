/**
 * Marks what may be as high as its content, and is as high as there is room: the attribute has that height in pixels, or
 * `content` where it can be measured.
 */
const FLEXIBLE = 'data-needs-height';

/** Calls `tell` now and whenever `root` would need another height to show all that is in it. */
export function watchNeededHeight(root: HTMLElement, tell: (height: number) => void): void {
  let frame = 0;
  const measureSoon = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      for (const element of flexibleIn(root)) sizes.observe(element);
      tell(neededHeight(root));
    });
  };
  const sizes = new ResizeObserver(measureSoon);
  sizes.observe(root);
  new MutationObserver(measureSoon).observe(root, { subtree: true, childList: true, attributeFilter: [FLEXIBLE] });
}

/** Everything else has its own height; these have what is left. */
function neededHeight(root: HTMLElement): number {
  const missing = flexibleIn(root).map((element) => ownHeight(element) - element.offsetHeight);
  return Math.ceil(root.scrollHeight + missing.reduce((sum, height) => sum + height, 0));
}

function ownHeight(element: HTMLElement): number {
  const given = Number(element.getAttribute(FLEXIBLE));
  if (Number.isFinite(given)) return given;
  const top = element.getBoundingClientRect().top - element.scrollTop;
  const bottoms = [...element.children].map((child) => {
    return child.getBoundingClientRect().bottom + Number.parseFloat(getComputedStyle(child).marginBottom);
  });
  const padding = Number.parseFloat(getComputedStyle(element).paddingBottom);
  return Math.max(0, ...bottoms.map((bottom) => bottom - top)) + padding;
}

function flexibleIn(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[${FLEXIBLE}]`)];
}
