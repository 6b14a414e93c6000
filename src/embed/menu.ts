import { make, type Shell } from './shell';

export interface MenuEntry {
  label: string;
  /** Rejects with words for who chose it. */
  choose: () => Promise<void>;
}

/** Fills the menu behind the dots. What became of a choice is said in the status line. */
export function fillMenu({ menu, menuItems, status, root }: Shell, entries: readonly MenuEntry[]): void {
  const summary = menu.querySelector('summary');
  const close = (): void => {
    menu.open = false;
  };
  menuItems.replaceChildren(
    ...entries.map(({ label, choose }) => {
      const button = make('button', { type: 'button', textContent: label });
      button.addEventListener('click', () => {
        close();
        summary?.focus();
        choose().catch((thrown: unknown) => {
          status.textContent = thrown instanceof Error ? thrown.message : String(thrown);
        });
      });
      return button;
    }),
  );
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
    if (menu.open) ownerDocument.addEventListener('pointerdown', onPress);
    else ownerDocument.removeEventListener('pointerdown', onPress);
  });
}
