import { version } from '../../package.json';
import { isDemo } from '../client/demo-mode';
import { SqlPlayground } from './playground-element';
import { PlaygroundData } from './playground-data';

/** What copies of the script have to agree on, to share a page: the element's interface, as the contract has it. */
const PROTOCOL = 1;

interface Registration {
  protocol: number;
  version: string;
}

const key = Symbol.for('dabble.embed');

/**
 * Defines the elements, once per page: a second copy of the script, also of another version, leaves the page to the first, so that
 * there is one class, and with it one session.
 *
 * @returns why `<sql-playground>` is neither this copy's nor one that fits; undefined where all is well.
 */
export function defineElements(): string | undefined {
  const registry = globalThis as { [key]?: Registration };
  const known = registry[key];
  if (known) {
    if (known.protocol === PROTOCOL) return undefined;
    return `This page has Dabble ${known.version} already; Dabble ${version} does not fit beside it. Load one version of embed.js.`;
  }
  if (customElements.get('sql-playground') || customElements.get('sql-playground-data')) {
    return 'This page defines <sql-playground> itself, so Dabble cannot. Rename its element, or do not load embed.js.';
  }
  registry[key] = { protocol: PROTOCOL, version };
  if (isDemo()) void import('../ui/demo-look');
  customElements.define('sql-playground-data', PlaygroundData);
  customElements.define('sql-playground', SqlPlayground);
  return undefined;
}
