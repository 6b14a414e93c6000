import { readOptions, type AddressOptions } from './address-options';
import { checkContent, LinkContentError, type LinkContent } from './link-content';
import { packText, unpackText, UnpackError } from './packed-text';

/** What an address asks of the page, and the content that it carries. */
export interface Address extends AddressOptions {
  content?: LinkContent;
}

/** Of a location, what this reads. */
export interface AddressParts {
  /** Empty, or from `?`. */
  search: string;
  /** Empty, or from `#`. */
  hash: string;
}

/** Reads a whole address. `problems` has a sentence for each part that could not be used. */
export async function readAddress({ search, hash }: AddressParts): Promise<{ address: Address; problems: string[] }> {
  const { options, problems } = readOptions(search);
  const { content, problem } = await readContent(hash);
  if (problem !== undefined) problems.push(problem);
  return { address: content ? { ...options, content } : options, problems };
}

/**
 * Reads a fragment. Neither content nor a problem where it is not about SQL: the name of a place on the page. `+` is a plus.
 */
export async function readContent(hash: string): Promise<{ content?: LinkContent; problem?: string }> {
  const [, kind, text = ''] = /^#(sql|v\d+)=(.*)$/s.exec(hash) ?? [];
  if (kind === undefined) return {};
  if (kind === 'sql') return readPlain(text);
  if (kind !== 'v1')
    return { problem: `The link is of a newer kind (${kind}) than this page can read. Reload the page.` };
  try {
    return { content: checkContent(parseJson(await unpackText(text))) };
  } catch (thrown) {
    if (!(thrown instanceof UnpackError || thrown instanceof LinkContentError)) throw thrown;
    return { problem: `The link cannot be read: ${thrown.message}. Copy it again, whole, or ask for a new one.` };
  }
}

/**
 * Writes a link to the playground at `base`, whose own fragment goes. SQL alone stays readable; more than that is packed.
 */
export async function writeLink(base: string, content: LinkContent): Promise<string> {
  const url = new URL(base);
  const { sql, setup, data, namespace } = content;
  const isPlain = setup === undefined && data === undefined && namespace === undefined;
  url.hash = isPlain
    ? `sql=${encodeText(sql)}`
    : `v1=${await packText(JSON.stringify({ sql, setup, data, namespace }))}`;
  return url.href;
}

function readPlain(text: string): { content?: LinkContent; problem?: string } {
  try {
    return { content: { sql: decodeURIComponent(text) } };
  } catch {
    return {
      problem:
        'The SQL in the link cannot be read: a percent sign in it is not followed by the code of a character. ' +
        'Write %25 for a percent sign, or copy the link again, whole.',
    };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LinkContentError('its content is not JSON');
  }
}

/** Characters that end an address where it stands in running text are written in code, too. */
function encodeText(text: string): string {
  // Half a character, which UTF-8 does not have, becomes the sign for it.
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
  return encodeURIComponent(whole).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
