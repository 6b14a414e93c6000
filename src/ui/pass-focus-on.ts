const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, [tabindex="0"]';

/**
 * For what goes from the page while the keyboard is in it: the focus goes on to what comes next, instead of being lost. Fingers and
 * pointers have no need of that, and would have a keyboard opened for them.
 *
 * @param passOut where what holds it goes with it, moves the focus
 */
export function passFocusOn(element: HTMLElement, passOut?: () => void): () => void {
  const root = element.getRootNode() as Document | ShadowRoot;
  /** What comes after it, as long as the keyboard is in it: some of that goes as well. */
  let after: Node[] | undefined;
  element.addEventListener('focusin', ({ target }) => {
    const hasKeyboard = target instanceof Element && target.matches(':focus-visible');
    after = hasKeyboard ? [...(passOut ? siblingsAfter(element) : nodesAfter(element))] : undefined;
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) after = undefined;
  });
  return () => {
    const { activeElement } = root;
    if (!after || (activeElement !== null && activeElement !== document.body)) return;
    const place = after.find((node) => node.isConnected);
    if (!place) {
      passOut?.();
      return;
    }
    const others = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((other) => other.checkVisibility());
    const isNext = (other: HTMLElement): boolean =>
      other === place || (place.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    (others.find(isNext) ?? others.at(-1))?.focus();
  };
}

/** The siblings after it, then those of what holds it, and so on. */
function* nodesAfter(element: Node): Generator<Node> {
  for (let at: Node | null = element; at; at = at.parentNode) yield* siblingsAfter(at);
}

function* siblingsAfter(element: Node): Generator<Node> {
  for (let next = element.nextSibling; next; next = next.nextSibling) yield next;
}
