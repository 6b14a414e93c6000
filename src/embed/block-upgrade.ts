import { attributeNames } from './options';

/**
 * Makes playgrounds of the blocks that this script's tag selects: `<script src="…/embed.js" data-selector="pre code.language-sql">`.
 * A block's `data-` attributes become the element's; the tag's are for all. Blocks that come later are upgraded as they come.
 *
 * @param address of this script.
 * @param problem why there is no element to make of them: they say so then, and stay.
 */
export function upgradeBlocks(address: string, problem?: string): void {
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-selector]')) {
    if (withoutHash(script.src) === withoutHash(address)) upgradeSelected(script, problem);
  }
}

const done = new WeakSet<Element>();

function upgradeSelected(script: HTMLScriptElement, problem: string | undefined): void {
  const selector = script.dataset.selector ?? '';
  // A second copy of the script finds the same tag.
  if (done.has(script)) return;
  done.add(script);
  try {
    document.querySelector(selector);
  } catch {
    console.error(`data-selector="${selector}" is not a CSS selector.`);
    return;
  }
  const upgradeIn = (root: ParentNode): void => {
    for (const block of root.querySelectorAll<HTMLElement>(selector)) {
      const content = block.closest('pre') ?? block;
      if (problem === undefined) upgrade(block, content, script);
      else tell(content, problem);
    }
  };
  upgradeIn(document);
  new MutationObserver((mutations) => {
    const isAdded = mutations.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element));
    if (isAdded) upgradeIn(document);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function tell(content: HTMLElement, problem: string): void {
  if (done.has(content)) return;
  done.add(content);
  const note = document.createElement('small');
  note.role = 'note';
  note.textContent = `This cannot be run here. ${problem}`;
  content.after(note);
}

function upgrade(block: HTMLElement, content: HTMLElement, script: HTMLElement): void {
  if (block.closest('sql-playground')) return;
  const playground = document.createElement('sql-playground');
  for (const name of attributeNames) {
    const dataName = `data-${name}`;
    const owner = [block, content, script].find((element) => element.hasAttribute(dataName));
    if (owner) playground.setAttribute(name, owner.getAttribute(dataName) ?? '');
  }
  content.replaceWith(playground);
  playground.append(content);
}

function withoutHash(address: string): string {
  return address.split('#')[0] ?? '';
}
