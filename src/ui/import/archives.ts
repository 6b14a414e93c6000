import { unzip } from '../../results/archive/unzip';
import type { Incoming } from './incoming';
import { messageOf } from './message-of';

/** SQL that came with files, and is about them. */
export interface ComingScript {
  name: string;
  sql: string;
}

/** What somebody brings, with archives opened. */
export interface Opened {
  files: readonly Incoming[];
  script: ComingScript | undefined;
  /** Why some could not be opened, a sentence each. */
  problems: readonly string[];
}

/** What a database that was exported has beside its data. */
const SCRIPT = 'load.sql';
const SCHEMA = 'schema.sql';
const README = 'README.txt';

/**
 * Opens archives, and sets the SQL aside that says what is to be made of the files.
 *
 * @param onOpen before one is opened
 */
export async function opened(files: readonly Incoming[], onOpen: (name: string) => void): Promise<Opened> {
  const all: Incoming[] = [];
  const problems: string[] = [];
  for (const file of files) {
    if (!/\.zip$/i.test(file.name)) {
      all.push(file);
      continue;
    }
    onOpen(file.name);
    try {
      all.push(...(await filesOf(file)));
    } catch (thrown) {
      problems.push(`${file.name} could not be opened. ${messageOf(thrown)}`);
    }
  }
  return { ...(await withoutScript(all)), problems };
}

async function filesOf({ data }: Incoming): Promise<Incoming[]> {
  const files: Incoming[] = [];
  for (const { name, read } of await unzip(data)) {
    // What other systems' archives have besides.
    if (/(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) continue;
    files.push({ name, data: new File([await read()], name) });
  }
  return files;
}

async function withoutScript(files: readonly Incoming[]): Promise<Pick<Opened, 'files' | 'script'>> {
  const scripts = files.filter(({ name }) => name === SCRIPT || name.endsWith(`/${SCRIPT}`));
  const [found] = scripts;
  // Where there are several, nobody knows which is about what.
  if (!found || scripts.length > 1) return { files, script: undefined };
  const folder = found.name.slice(0, -SCRIPT.length);
  const schema = files.find(({ name }) => name === `${folder}${SCHEMA}`);
  const own = [found.name, `${folder}${README}`, `${folder}${SCHEMA}`];
  const others = files.filter(({ name }) => !own.includes(name));
  const sql = schema ? `${await schema.data.text()}\n${await found.data.text()}` : await found.data.text();
  return {
    // The engine's own export names its files with their folder, ours without.
    files: schema
      ? others
      : others.map((file) => (file.name.startsWith(folder) ? { ...file, name: file.name.slice(folder.length) } : file)),
    script: { name: found.name, sql },
  };
}
