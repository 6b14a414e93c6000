import type { LiveLink } from './live-link';
import type { LiveHost } from './live-part';
import { loadLive } from './load-live';
import { endedEarly, endLine } from './scripts-missing';
import type { Shell } from './shell';

/** Brings the menu's entries when it is opened for the first time; where they cannot be had, says so. */
export function fillWhenOpened(shell: Shell, host: () => LiveHost, live: LiveLink): void {
  const fill = async (): Promise<void> => {
    try {
      const { fillMenu } = await loadLive();
      fillMenu(shell, host(), live);
    } catch (thrown) {
      shell.menu.open = false;
      shell.status.textContent = endLine(endedEarly(thrown, false));
    }
  };
  shell.menu.addEventListener('toggle', () => {
    if (shell.menu.open && !shell.menuItems.hasChildNodes()) void fill();
  });
}
