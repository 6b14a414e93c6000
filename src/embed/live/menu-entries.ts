import type { LiveLink } from '../live-link';
import type { LiveHost, LivePart } from '../live-part';
import { readExercise } from './exercise/exercise-content';
import { playgroundLink } from './playground-link';

export type MenuEntry =
  /** Resolves with what is to be said of it; rejects with words for who chose it. */
  { label: string; choose: () => Promise<string | undefined> } | { label: string; href: string };

/** What the menu always offers. */
export function ownEntries(host: LiveHost): MenuEntry[] {
  return [
    {
      label: 'Copy SQL',
      choose: async () => {
        await navigator.clipboard.writeText(await host.source());
        return 'Copied the SQL';
      },
    },
    {
      label: 'Reset text and data',
      choose: async () => {
        await host.reset();
        return undefined;
      },
    },
  ];
}

/** What it offers beside that, as things are now. */
export async function furtherEntries(host: LiveHost, live: LiveLink): Promise<MenuEntry[]> {
  const entries: MenuEntry[] = [];
  const markdown = live.part?.markdown();
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
        what(await live.load());
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
