/** What a change of a live region has a screen reader say. */
export interface Announcement {
  /** `alert`, `status`, … or, where a region has no role, how polite it is. */
  region: string;
  text: string;
}

/** What happens on a page that a screen reader takes note of. */
export type Happening = Announcement | 'focus' | 'nothing';

/**
 * Runs in the page, before its own scripts: tells the given function of the window's of every change of a live region, and of the
 * focus where it moves or its element changes. As strict as the strictest reader: a polite region says nothing of what it has when
 * it comes, and no region says anything of what goes.
 */
export function watchPage(tellName: string): void {
  const tell = (window as unknown as Record<string, (happening: Happening) => void>)[tellName];
  const known = new WeakSet<Element>();
  const implied: Record<string, string> = { alert: 'assertive', status: 'polite', log: 'polite' };
  const live = '[aria-live], [role="alert"], [role="status"], [role="log"]';
  /** Told of when it changes while it has the focus. */
  const states = ['aria-expanded', 'aria-checked', 'aria-pressed', 'aria-sort'];

  function parentOf(node: Node): Node | null {
    if (node instanceof ShadowRoot) return node.host;
    return (node instanceof Element ? node.assignedSlot : null) ?? node.parentNode;
  }

  function regionAround(node: Node | null): Element | undefined {
    for (let at = node; at; at = parentOf(at)) if (at instanceof Element && at.matches(live)) return at;
    return undefined;
  }

  function politeness(region: Element): string {
    return region.getAttribute('aria-live') ?? implied[region.getAttribute('role') ?? ''] ?? 'off';
  }

  function isAtomic(region: Element): boolean {
    const given = region.getAttribute('aria-atomic');
    return given === null ? /alert|status/.test(region.getAttribute('role') ?? '') : given === 'true';
  }

  /** What is read out of it. */
  function textOf(node: Node): string {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true' || !node.checkVisibility()) return '';
    const parts = [...node.childNodes].filter((part) => !(part instanceof Element && part.ariaLive === 'off'));
    const text = parts.map(textOf).join('');
    return getComputedStyle(node).display.startsWith('inline') && !(node instanceof HTMLButtonElement)
      ? text
      : ` ${text} `;
  }

  function isHeard(node: Node): boolean {
    const element = node instanceof Element ? node : node.parentElement;
    return node.isConnected && element?.closest('[aria-hidden="true"]') === null && element.checkVisibility();
  }

  function say(region: Element, text: string): void {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words === '' || politeness(region) === 'off') return;
    tell?.({ region: region.getAttribute('role') ?? politeness(region), text: words });
  }

  function learn(root: ParentNode): void {
    for (const region of root.querySelectorAll(live)) known.add(region);
  }

  function hear(records: MutationRecord[]): void {
    const said = new Map<Element, Set<Node>>();
    const add = (region: Element, node: Node): void => {
      said.set(region, (said.get(region) ?? new Set()).add(isAtomic(region) ? region : node));
    };
    for (const { type, target, addedNodes, attributeName } of records) {
      if (type === 'attributes') {
        const hasFocus = target instanceof Element && target.matches(':focus');
        if (hasFocus && states.includes(attributeName ?? '')) tell?.('focus');
        continue;
      }
      const region = regionAround(target);
      const changed = (type === 'characterData' ? [target] : [...addedNodes]).filter(isHeard);
      if (region && known.has(region)) for (const node of changed) add(region, node);
      for (const node of changed) {
        if (!(node instanceof Element)) continue;
        const alerts = [node, ...node.querySelectorAll('*')].filter((each) => each.matches('[role="alert"]'));
        for (const alert of alerts) add(alert, alert);
      }
    }
    for (const [region, nodes] of said) {
      const isPart = (node: Node): boolean => [...nodes].some((other) => other !== node && other.contains(node));
      const whole = [...nodes].filter((node) => node.isConnected && !isPart(node));
      say(region, whole.map(textOf).join(' '));
    }
    learn(document);
  }

  function watch(root: Document | ShadowRoot): void {
    const observer = new MutationObserver((records) => {
      hear(records);
      learn(root);
    });
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: states });
    root.addEventListener('focusin', (event) => {
      // A move into a shadow tree is heard in the tree.
      if (event.composedPath()[0] === event.target) tell?.('focus');
    });
  }

  watch(document);
  const attachShadow = Reflect.get(Element.prototype, 'attachShadow');
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    watch(root);
    return root;
  };
}
