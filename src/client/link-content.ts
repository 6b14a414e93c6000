import { isNamespaceName, NAMESPACE_HINT } from '../protocol/namespace-name';

/** A file that the SQL of a link reads by name. */
export interface LinkedFile {
  name: string;
  /** Absolute, http or https. */
  src: string;
}

/** What the fragment of an address carries. */
export interface LinkContent {
  sql: string;
  /** Runs once, before the first run of the SQL. */
  setup?: string;
  data?: readonly LinkedFile[];
  /** Where the SQL is to run, unless the address says so itself. */
  namespace?: string;
}

/** What can be wrong with a link's content, as a sentence. */
export class LinkContentError extends Error {
  override readonly name = 'LinkContentError';
}

const MOST_FILES = 100;

/** Fields that are not known are left out. @throws LinkContentError when a known one has a wrong type or value. */
export function checkContent(value: unknown): LinkContent {
  if (!isObject(value)) throw new LinkContentError('its content is not an object');
  const { sql, setup, data, namespace } = value;
  if (typeof sql !== 'string') throw new LinkContentError('"sql" is not text');
  const content: LinkContent = { sql };
  if (setup !== undefined) {
    if (typeof setup !== 'string') throw new LinkContentError('"setup" is not text');
    content.setup = setup;
  }
  if (data !== undefined) content.data = checkFiles(data);
  if (namespace !== undefined) {
    if (typeof namespace !== 'string') throw new LinkContentError('"namespace" is not text');
    if (!isNamespaceName(namespace)) {
      throw new LinkContentError(`"${namespace.slice(0, 80)}" cannot be the name of a namespace (${NAMESPACE_HINT})`);
    }
    content.namespace = namespace;
  }
  return content;
}

function checkFiles(data: unknown): LinkedFile[] {
  if (!Array.isArray(data)) throw new LinkContentError('"data" is not a list of files');
  if (data.length > MOST_FILES) throw new LinkContentError(`"data" lists more than ${MOST_FILES} files`);
  const files = data.map(checkFile);
  const twice = files.find(({ name }, i) => files.findIndex((other) => other.name === name) !== i);
  if (twice) throw new LinkContentError(`"data" lists two files named ${twice.name}`);
  return files;
}

function checkFile(file: unknown): LinkedFile {
  if (!isObject(file) || typeof file.name !== 'string' || file.name.trim() === '' || typeof file.src !== 'string') {
    throw new LinkContentError('a file in "data" lacks "name" or "src"');
  }
  const { name, src } = file;
  const url = webAddress(src);
  if (url === undefined) throw new LinkContentError(`the file ${name} in "data" has no absolute http or https address`);
  return { name, src: url };
}

function webAddress(text: string): string | undefined {
  try {
    const { protocol, href } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
