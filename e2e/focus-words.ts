import type { CDPSession } from '@playwright/test';

interface Value {
  value?: unknown;
}

/** A node of the browser's accessibility tree. */
interface AxNode {
  role?: Value;
  name?: Value;
  value?: Value;
  description?: Value;
  properties?: { name: string; value: Value }[];
  backendDOMNodeId?: number;
}

/** Where a cell or an entry stands among others, which readers find out by themselves. */
interface Place {
  column?: string;
  row?: string;
  entry?: string;
}

const FOCUSED = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
})()`;

/** Said when the focus comes into them. */
const CONTAINERS = ['alertdialog', 'dialog', 'grid', 'group', 'menu', 'region', 'tablist', 'toolbar', 'tree'];

/** What readers say of where the focus is, and leave out where they have said it already. */
export class FocusWords {
  #around = new Set<number>();
  #place: Place = {};
  #last = '';

  constructor(private readonly devtools: CDPSession) {}

  /** The containers that the focus has come into, and the element that has it. */
  async read(): Promise<string[]> {
    const { result } = await this.devtools.send('Runtime.evaluate', { expression: FOCUSED });
    const { objectId } = result;
    if (objectId === undefined) return [];
    const { nodes } = await this.devtools.send('Accessibility.getAXNodeAndAncestors', { objectId });
    const { result: found } = await this.devtools.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: `function () { return (${placeOf.toString()})(this); }`,
      returnByValue: true,
    });
    const [node, ...ancestors] = nodes as AxNode[];
    if (!node || roleOf(node) === 'RootWebArea') return [];
    const lines = [...this.#entered(ancestors), this.#words(node, found.value as Place)];
    const isNew = lines.at(-1) !== this.#last;
    this.#last = lines.at(-1) ?? '';
    return isNew ? lines : [];
  }

  #entered(ancestors: AxNode[]): string[] {
    const containers = ancestors.filter((node) => CONTAINERS.includes(roleOf(node)) && textOf(node.name) !== '');
    const entered = containers.filter(({ backendDOMNodeId: id = 0 }) => !this.#around.has(id));
    this.#around = new Set(containers.map(({ backendDOMNodeId: id = 0 }) => id));
    return entered.reverse().map((node) => `${roleOf(node)} "${textOf(node.name)}"`);
  }

  #words(node: AxNode, place: Place): string {
    const before = this.#place;
    this.#place = place;
    const value = textOf(node.value);
    return [
      `${roleOf(node)} "${textOf(node.name)}"`,
      ...(value === '' || value === textOf(node.name) ? [] : [`value ${value.replace(/\s+/g, ' ')}`]),
      ...statesOf(node),
      ...(place.column === before.column ? [] : [place.column]),
      ...(place.row === before.row ? [] : [place.row]),
      place.entry,
      textOf(node.description),
    ]
      .filter((words) => words !== undefined && words !== '')
      .join(', ');
  }
}

function roleOf({ role }: AxNode): string {
  const name = textOf(role);
  return name === 'DisclosureTriangle' ? 'disclosure' : name;
}

function textOf(value: Value | undefined): string {
  const given = value?.value;
  return typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
}

function statesOf({ role, properties = [] }: AxNode): string[] {
  const of = new Map(properties.map(({ name, value }) => [name, value.value]));
  const isChoice = ['tab', 'option'].includes(textOf(role));
  return [
    of.get('expanded') === true && 'expanded',
    of.get('expanded') === false && 'collapsed',
    of.get('pressed') === 'true' && 'pressed',
    of.get('checked') === 'true' && 'checked',
    of.get('checked') === 'false' && textOf(role) !== 'radio' && 'not checked',
    isChoice && of.get('selected') === true && 'selected',
    of.get('disabled') === true && 'unavailable',
    of.get('invalid') === 'true' && 'invalid',
    of.get('multiline') === true && 'several lines',
    typeof of.get('hasPopup') === 'string' && of.get('hasPopup') !== 'false' && `opens a ${String(of.get('hasPopup'))}`,
  ].filter((state) => state !== false);
}

/** Runs in the page. */
function placeOf(element: Element): Place {
  const role = element.getAttribute('role') ?? '';
  const grid = element.closest('[role="grid"]');
  if (grid && /^(?:gridcell|columnheader)$/.test(role)) {
    const column = element.getAttribute('aria-colindex') ?? '';
    const header = grid
      .querySelector(`[role="columnheader"][aria-colindex="${column}"]`)
      ?.cloneNode(true) as Element | null;
    for (const hidden of header?.querySelectorAll('[aria-hidden="true"]') ?? []) hidden.remove();
    const row = element.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') ?? '';
    const sort = element.getAttribute('aria-sort');
    return {
      column:
        role === 'gridcell' ? `column ${header?.textContent.replace(/\s+/g, ' ').trim() ?? ''}` : `column ${column}`,
      row: role === 'gridcell' ? `row ${row} of ${grid.getAttribute('aria-rowcount') ?? ''}` : `row ${row}`,
      ...(sort === null ? {} : { entry: `sorted ${sort}` }),
    };
  }
  if (!/^(?:tab|treeitem|menuitem.*)$/.test(role)) return {};
  const siblings = [...(element.parentElement?.querySelectorAll(`[role^="${role.replace('checkbox', '')}"]`) ?? [])];
  const position = element.getAttribute('aria-posinset') ?? String(siblings.indexOf(element) + 1);
  const count = element.getAttribute('aria-setsize') ?? String(siblings.length);
  return { entry: `${position} of ${count}` };
}
