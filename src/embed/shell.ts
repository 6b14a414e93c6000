import { EDITOR_LABEL } from '../editor/sql-editor';
import type { Shown } from './live-part';
import type { PlaygroundOptions } from './options';
import { useStyles } from './shadow-styles';
import '../ui/tokens.css';
import './shell.css';

/** The parts of a playground's shadow tree. Plain DOM: it stands before anything else is loaded. */
export interface Shell {
  root: ShadowRoot;
  /** Stands where the block stood; the frame may reach beyond it. */
  place: HTMLElement;
  frame: HTMLElement;
  title: HTMLElement;
  query: HTMLElement;
  /** What is drawn below the textarea's transparent text. */
  colors: HTMLElement;
  textarea: HTMLTextAreaElement;
  monaco: HTMLElement;
  runButton: HTMLButtonElement;
  menu: HTMLDetailsElement;
  menuItems: HTMLElement;
  unfoldButton: HTMLButtonElement;
  foot: HTMLElement;
  status: HTMLElement;
  /** What is wrong with the markup. */
  problems: HTMLElement;
  check: HTMLElement;
  /** A result that the page's author gave. */
  givenResult: HTMLSlotElement;
  result: HTMLElement;
}

const RUN_ICON = 'M5 3.2v9.6c0 .6.7 1 1.2.7l7.4-4.8c.5-.3.5-1 0-1.4L6.2 2.5C5.7 2.2 5 2.6 5 3.2z';
const STOP_ICON =
  'M5.5 4h5A1.5 1.5 0 0 1 12 5.5v5a1.5 1.5 0 0 1-1.5 1.5h-5A1.5 1.5 0 0 1 4 10.5v-5A1.5 1.5 0 0 1 5.5 4z';

/** Draws the shell into the element's shadow root. */
export function createShell(host: HTMLElement): Shell {
  // Slots are filled by us: the light tree stays as its author wrote it, without a slot attribute.
  const root = host.attachShadow({ mode: 'open', slotAssignment: 'manual' });
  useStyles(root);
  const title = make('p', { className: 'title', hidden: true }, { part: 'label' });
  const colors = make('pre', { className: 'colors' }, { 'aria-hidden': 'true' });
  const textarea = make(
    'textarea',
    { spellcheck: false, autocapitalize: 'off', rows: 1 },
    { 'aria-label': EDITOR_LABEL, autocomplete: 'off', autocorrect: 'off' },
  );
  const monaco = make('div', { className: 'monaco', hidden: true });
  const runButton = make('button', { className: 'run', type: 'button' });
  const menuItems = make('div', { className: 'items' });
  const menu = make('details', { className: 'menu' });
  const dots = make('span', { textContent: '⋯', title: 'More' }, { 'aria-hidden': 'true' });
  const summary = make('summary', {}, { 'aria-label': 'More' });
  summary.append(dots);
  menu.append(summary, menuItems);
  const unfoldButton = make('button', { className: 'unfold', type: 'button', hidden: true });
  const tools = make('div', { className: 'tools' }, { part: 'toolbar' });
  tools.append(menu, runButton);
  const lines = make('div', { className: 'lines' });
  lines.append(colors, textarea);
  const scroller = make('div', { className: 'scroller' });
  scroller.append(lines);
  const query = make('div', { className: 'query' }, { part: 'editor' });
  query.append(scroller, monaco, tools, unfoldButton);
  const status = make('p', { className: 'status' }, { role: 'status' });
  const foot = make('div', { className: 'foot' });
  foot.append(status);
  const problems = make('ul', { className: 'problems', hidden: true }, { 'aria-label': 'Problems of this playground' });
  const check = make('div', { className: 'check', hidden: true });
  const givenResult = make('slot', { hidden: true });
  const result = make('div', { className: 'result', hidden: true }, { part: 'result' });
  const frame = make('section', { className: 'frame theme-root' }, { part: 'frame' });
  frame.append(title, query, problems, foot, check, givenResult, result);
  const place = make('div', { className: 'place' });
  place.append(frame);
  root.append(place);
  const shell: Shell = {
    ...{ root, place, frame, title, query, colors, textarea, monaco, runButton, menu, menuItems, unfoldButton, foot },
    ...{ status, problems, check, givenResult, result },
  };
  drawRunButton(shell, { isRunning: false, isStopping: false });
  return shell;
}

export function drawOptions({ frame, title, textarea }: Shell, { label, isReadonly, height }: PlaygroundOptions): void {
  frame.ariaLabel = label ?? 'SQL playground';
  title.textContent = label ?? '';
  title.hidden = label === undefined;
  textarea.readOnly = isReadonly;
  frame.classList.toggle('tall', height !== undefined);
  if (height !== undefined) frame.style.setProperty('--height', `${height}px`);
}

/** Shows the result that the author has written, in its place. */
export function drawGivenResult({ givenResult }: Shell, given: Element): void {
  givenResult.hidden = false;
  givenResult.assign(given);
}

/** What happened last, in words, and what the button does now. A line that stays is not written again, which would be read out. */
export function drawStatus(shell: Shell, { status, isRunning, isStopping }: Shown): void {
  if (shell.status.textContent !== status) shell.status.textContent = status;
  drawRunButton(shell, { isRunning, isStopping });
}

/** One button throughout, so that focus stays on it. */
function drawRunButton({ runButton }: Shell, { isRunning, isStopping }: Pick<Shown, 'isRunning' | 'isStopping'>): void {
  const word = isRunning ? 'Cancel' : 'Run';
  if (runButton.ariaLabel !== word) {
    runButton.ariaLabel = word;
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('viewBox', '0 0 16 16');
    icon.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', isRunning ? STOP_ICON : RUN_ICON);
    icon.append(path);
    runButton.replaceChildren(icon, make('span', { textContent: word }));
    if (isRunning) runButton.removeAttribute('aria-keyshortcuts');
    else runButton.setAttribute('aria-keyshortcuts', 'Control+Enter Meta+Enter');
  }
  runButton.classList.toggle('isRunning', isRunning);
  runButton.classList.toggle('isStopping', isStopping);
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
