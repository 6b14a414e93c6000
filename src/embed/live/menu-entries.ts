import type { LiveHost, LivePart } from '../live-part';
import type { MenuEntry } from '../menu';
import { readExercise } from './exercise/exercise-content';
import { playgroundLink } from './playground-link';

/**
 * What the menu offers beside what it always does.
 *
 * @param live the playground's live part, as far as there is one
 * @param start begins it
 */
export async function menuEntries(
  host: LiveHost,
  live: LivePart | undefined,
  start: () => Promise<LivePart>,
): Promise<MenuEntry[]> {
  const entries: MenuEntry[] = [];
  const markdown = live?.markdown();
  if (markdown !== undefined) {
    entries.push({
      label: 'Copy result as Markdown',
      choose: async () => {
        await navigator.clipboard.writeText(markdown);
        return 'Copied the result';
      },
    });
  }
  const task = readExercise(host.element);
  if (task) {
    const show = (label: string, what: (part: LivePart) => void): MenuEntry => ({
      label,
      choose: async () => {
        what(await start());
        return undefined;
      },
    });
    if (task.hints.length > 0)
      entries.push(
        show('Show a hint', (part) => {
          part.showHint();
        }),
      );
    entries.push(
      show('Show the solution', (part) => {
        part.showSolution();
      }),
    );
  }
  entries.push(await linkEntry(host));
  return entries;
}

async function linkEntry(host: LiveHost): Promise<MenuEntry> {
  const label = 'Open in playground';
  try {
    return { label, href: await playgroundLink(host) };
  } catch (thrown) {
    // Chosen, it says what is missing.
    return { label, choose: () => Promise.reject(thrown instanceof Error ? thrown : new Error(String(thrown))) };
  }
}
