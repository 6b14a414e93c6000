import { make, type Shell } from './shell';

export type MenuEntry =
  /** Resolves with what is to be said of it; rejects with words for who chose it. */
  { label: string; choose: () => Promise<string | undefined> } | { label: string; href: string };

/**
 * Fills the menu behind the dots. What became of a choice is said in the status line.
 *
 * @param further entries that are not known before it is opened
 */
export function fillMenu(
  { menu, menuItems, status, root }: Shell,
  entries: readonly MenuEntry[],
  further: () => Promise<readonly MenuEntry[]>,
): void {
  const summary = menu.querySelector('summary');
  const close = (): void => {
    menu.open = false;
  };
  const drawn = (entry: MenuEntry): HTMLElement => {
    const { label: textContent } = entry;
    if ('href' in entry) return make('a', { textContent, href: entry.href, target: '_blank', rel: 'noopener' });
    const button = make('button', { type: 'button', textContent });
    button.addEventListener('click', () => {
      close();
      summary?.focus();
      entry.choose().then(
        (said = '') => {
          status.textContent = said;
        },
        (thrown: unknown) => {
          status.textContent = thrown instanceof Error ? thrown.message : String(thrown);
        },
      );
    });
    return button;
  };
  const own = entries.map(drawn);
  menuItems.append(...own);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    close();
    summary?.focus();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) close();
  });
  const onPress = (event: Event): void => {
    if (!event.composedPath().includes(menu)) close();
  };
  // Heard only while it is open: nothing stays behind on the page.
  menu.addEventListener('toggle', () => {
    const { ownerDocument } = root;
    if (!menu.open) {
      ownerDocument.removeEventListener('pointerdown', onPress);
      return;
    }
    ownerDocument.addEventListener('pointerdown', onPress);
    further().then(
      (more) => {
        menuItems.replaceChildren(...own, ...more.map(drawn));
      },
      () => undefined,
    );
  });
}
