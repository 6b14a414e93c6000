import type { SessionClient } from '../../client/session-client';
import type { FileInfo } from '../../protocol/session';
import { freeName } from '../free-name';
import type { DuplicateChoice } from './desk-dialog';
import type { Incoming } from './incoming';
import { messageOf } from './message-of';

/** What became of files that were to be added. */
export interface Addition {
  added: readonly FileInfo[];
  /** Why some could not be, a sentence each. */
  problems: readonly string[];
}

/** Adds files one by one. @param taken names that are there @param onprogress before each, with the share that is done */
export async function addFiles(
  client: SessionClient,
  files: readonly Incoming[],
  { taken, choice }: { taken: readonly string[]; choice: DuplicateChoice },
  onprogress: (name: string, share: number) => void,
): Promise<Addition> {
  const added: FileInfo[] = [];
  const problems: string[] = [];
  for (const [index, file] of files.entries()) {
    if (choice === 'cancel' && taken.includes(file.name)) continue;
    onprogress(file.name, index / files.length);
    // Two of a batch never take each other's place.
    const own = added.map(({ name }) => name);
    const name = freeName(file.name, choice === 'replace' ? own : [...taken, ...own]);
    try {
      added.push(await client.addFile(name, file.data, file.sourceUrl ?? null));
    } catch (thrown) {
      problems.push(`${file.name} could not be added: ${messageOf(thrown)}`);
    }
  }
  return { added, problems };
}
