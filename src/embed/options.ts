import type { Role } from '../protocol/query';

/** What the attributes of a playground say. */
export interface PlaygroundOptions {
  label: string | undefined;
  src: string | undefined;
  /** `#id` of a script or another element of the page, or an address. */
  setup: string | undefined;
  dependsOn: string[];
  /** `isolated`: one of its own. */
  namespace: string;
  role: Exclude<Role, 'admin'>;
  isReadonly: boolean;
  autorun: Autorun;
  loading: Loading;
  theme: ThemeName;
  view: ViewName;
  maxRows: number;
  /** Milliseconds; 0: no limit. */
  timeoutMs: number;
  /** Pixels; undefined: grows with what it holds. */
  height: number | undefined;
  /** Where the worker and the engine are, if not beside the script. */
  assetsUrl: string | undefined;
  extensionsUrl: string | undefined;
}

export type Autorun = 'none' | 'visible' | 'load';
export type Loading = 'lazy' | 'eager' | 'click';
export type ThemeName = 'auto' | 'light' | 'dark';
export type ViewName = 'table' | 'chart' | 'plan' | 'text';

export const attributeNames = [
  'label',
  'src',
  'setup',
  'depends-on',
  'namespace',
  'user-role',
  'readonly',
  'autorun',
  'loading',
  'theme',
  'view',
  'max-rows',
  'timeout',
  'height',
  'assets-url',
  'extensions-url',
] as const;

export type AttributeName = (typeof attributeNames)[number];

/** What this reads; an element is one. */
export interface AttributeSource {
  getAttribute(name: AttributeName): string | null;
}

/** Reads the attributes. What cannot be used counts as absent, and is told in `problems`, a sentence each. */
export function readOptions(element: AttributeSource): { options: PlaygroundOptions; problems: string[] } {
  const problems: string[] = [];
  const text = (name: AttributeName): string | undefined => {
    const given = element.getAttribute(name)?.trim();
    return given === '' ? undefined : given;
  };
  const oneOf = <T extends string>(name: AttributeName, values: readonly [T, ...T[]], ofEmpty: T = values[0]): T => {
    const given = element.getAttribute(name)?.trim();
    if (given === undefined) return values[0];
    if (given === '') return ofEmpty;
    const known = values.find((value) => value === given.toLowerCase());
    if (known !== undefined) return known;
    problems.push(`${name}="${given}" is not known. Use one of: ${values.join(', ')}.`);
    return values[0];
  };
  const count = (name: AttributeName, otherwise: number, least: number): number => {
    const given = text(name);
    if (given === undefined) return otherwise;
    const value = /^\d+(?:px|ms)?$/.test(given) ? Number.parseInt(given, 10) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    problems.push(`${name}="${given}" is not a whole number from ${String(least)} up.`);
    return otherwise;
  };
  const flag = (name: AttributeName): boolean => {
    const given = element.getAttribute(name);
    return given !== null && given.trim().toLowerCase() !== 'false';
  };
  const height = count('height', 0, 1);
  const options: PlaygroundOptions = {
    label: text('label'),
    src: text('src'),
    setup: text('setup'),
    dependsOn: text('depends-on')?.split(/[\s,]+/) ?? [],
    namespace: text('namespace') ?? 'main',
    role: oneOf('user-role', ['author', 'reader']),
    isReadonly: flag('readonly'),
    autorun: oneOf('autorun', ['none', 'visible', 'load'], 'visible'),
    loading: oneOf('loading', ['lazy', 'eager', 'click']),
    theme: oneOf('theme', ['auto', 'light', 'dark']),
    view: oneOf('view', ['table', 'chart', 'plan', 'text']),
    maxRows: count('max-rows', 1000, 0),
    timeoutMs: count('timeout', 30_000, 0),
    height: height === 0 ? undefined : height,
    assetsUrl: text('assets-url'),
    extensionsUrl: text('extensions-url'),
  };
  return { options, problems };
}
