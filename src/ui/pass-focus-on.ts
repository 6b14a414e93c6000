const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, [tabindex="0"]';

/**
 * For what goes from the page while the keyboard is in it: the focus goes on to what comes next, instead of being lost. Fingers and
 * pointers have no need of that, and would have a keyboard opened for them.
 */
export function passFocusOn(element: HTMLElement): () => void {
  const root = element.getRootNode() as Document | ShadowRoot;
  const place = element.nextSibling ?? element.parentElement;
  let hasKeyboard = false;
  const onfocusin = ({ target }: FocusEvent): void => {
    hasKeyboard = target instanceof Element && target.matches(':focus-visible');
  };
  element.addEventListener('focusin', onfocusin);
  return () => {
    const { activeElement } = root;
    const isLost = activeElement === null || activeElement === document.body;
    if (!hasKeyboard || !isLost || !place?.isConnected) return;
    const others = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((other) => other.checkVisibility());
    const isAfter = (other: HTMLElement): boolean =>
      (place.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    (others.find(isAfter) ?? others.at(-1))?.focus();
  };
}
