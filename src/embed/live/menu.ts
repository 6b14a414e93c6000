import type { LiveHost } from '../live-part';
import type { LiveLink } from '../live-link';
import { make, type Shell } from '../shell';
import { furtherEntries, ownEntries, type MenuEntry } from './menu-entries';

/** Gives the menu behind the dots its entries, when it is opened for the first time. What became of a choice is said in the status line. */
export function fillMenu({ menu, menuItems, status, root }: Shell, host: LiveHost, live: LiveLink): void {
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
  const own = ownEntries(host).map(drawn);
  let further: HTMLElement[] = [];
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
  const onToggle = (): void => {
    const { ownerDocument } = root;
    if (!menu.open) {
      ownerDocument.removeEventListener('pointerdown', onPress);
      return;
    }
    ownerDocument.addEventListener('pointerdown', onPress);
    if (menuItems.childElementCount === 0) menuItems.append(...own);
    furtherEntries(host, live).then(
      (entries) => {
        for (const each of further) each.remove();
        further = entries.map(drawn);
        // The others stay where they are: one may be pressed just now, or have the focus.
        menuItems.append(...further);
      },
      () => undefined,
    );
  };
  menu.addEventListener('toggle', onToggle);
  onToggle();
}
