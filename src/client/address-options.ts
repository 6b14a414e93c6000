import { isNamespaceName, NAMESPACE_HINT } from '../protocol/namespace-name';
import type { Role } from '../protocol/query';
import { isRole } from './run-as';

export const themeChoices = ['auto', 'light', 'dark'] as const;

export type ThemeChoice = (typeof themeChoices)[number];

/** What the query string of an address asks of the page. */
export interface AddressOptions {
  /** The compact layout. */
  isEmbed: boolean;
  theme?: ThemeChoice;
  namespace?: string;
  /** The most that the page's SQL may do. */
  role?: Role;
  /** Run on load. */
  run: boolean;
  /** The same pictures each time: see `demo-mode.ts`. */
  isDemo: boolean;
  /** An editor that offers nothing unasked. */
  isCalm: boolean;
}

const YES = new Set(['', '1', 'true', 'yes', 'on']);
const NO = new Set(['0', 'false', 'no', 'off']);

/**
 * Reads the query string. What it asks and cannot have is told in `problems`, a sentence each; parameters of other names
 * are somebody else's.
 */
export function readOptions(search: string): { options: AddressOptions; problems: string[] } {
  const asked = new URLSearchParams(search);
  const problems: string[] = [];
  const isOn = (name: string): boolean => {
    const value = asked.get(name)?.toLowerCase();
    if (value !== undefined && !YES.has(value) && !NO.has(value)) problems.push(unknown(name, value, `Use ?${name}.`));
    return value !== undefined && YES.has(value);
  };
  const options: AddressOptions = {
    isEmbed: isOn('embed'),
    run: isOn('run'),
    isDemo: isOn('demo'),
    isCalm: isOn('calm'),
  };

  const theme = asked.get('theme');
  const known = themeChoices.find((choice) => choice === theme);
  if (known) options.theme = known;
  else if (theme !== null) problems.push(unknown('theme', theme, 'Use auto, light or dark.'));

  const namespace = asked.get('namespace');
  if (namespace !== null && isNamespaceName(namespace)) options.namespace = namespace;
  else if (namespace !== null) problems.push(unknown('namespace', namespace, NAMESPACE_HINT));

  const role = asked.get('role');
  if (isRole(role)) options.role = role;
  else if (role !== null) {
    // Whoever asked for less must not get more by a slip.
    options.role = 'reader';
    problems.push(unknown('role', role, 'Use reader, author or admin; until then this page only reads.'));
  }
  return { options, problems };
}

function unknown(name: string, value: string, hint: string): string {
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  return `The address asks for ${name}=${shown}, which there is not. ${hint}`;
}
