import type { LinkContent } from '../client/link-content';
import { keep, keepInTab, recall, recallInTab } from './kept';

/**
 * Who the editor's text is from, and so whose word its SQL is: the visitor, who also has what was taken over; a link; or the page
 * that frames this one.
 */
export type TextSource = 'visitor' | 'link' | 'embedder';

/** A link whose content is on the page, or was before the visitor changed it. */
export interface OpenLink {
  /** As it stands in the address. */
  fragment: string;
  content: LinkContent;
}

/**
 * What is in the editor, and whose it is. The visitor's own text is kept between visits, and nothing that came from elsewhere
 * ever takes its place there: what the visitor makes of a link is kept beside it, in the tab, and is there again when the
 * same link is.
 */
export class EditorText {
  #text = $state('');
  #source = $state<TextSource>('visitor');
  #link = $state.raw<OpenLink>();
  #own = $state<string>();
  /** False while it is the text that every new visitor finds. */
  #isOwn = false;

  /** @param isKept false where pages of others show this one: many may do so at once, each with its own text. */
  constructor(
    first: string,
    private readonly isKept: boolean,
  ) {
    const kept = isKept ? recall('sql') : null;
    this.#isOwn = kept !== null;
    this.#text = kept ?? first;
  }

  get text(): string {
    return this.#text;
  }

  get source(): TextSource {
    return this.#source;
  }

  get link(): OpenLink | undefined {
    return this.#link;
  }

  /** The visitor's text that a link has taken the place of. */
  get own(): string | undefined {
    return this.#own;
  }

  /** The visitor writes, which takes over what was there. */
  write(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#source = 'visitor';
    this.#isOwn = true;
    if (!this.isKept) return;
    if (this.#link) keepInTab('link-edit', JSON.stringify({ fragment: this.#link.fragment, text }));
    else keep('sql', text);
  }

  /** The visitor adds a statement at the end. */
  append(sql: string): void {
    const text = this.#text.trimEnd();
    const end = text === '' || text.endsWith(';') ? text : `${text};`;
    this.write(`${end}${end === '' ? '' : '\n\n'}${sql};\n`);
  }

  /** Something else altogether, at the visitor's wish: what a link brought along does not belong to it. */
  replace(text: string): void {
    this.#link = undefined;
    this.write(text);
    this.#source = 'visitor';
  }

  /** The framing page writes. */
  writeForEmbedder(text: string): void {
    this.#link = undefined;
    this.#text = text;
    this.#source = 'embedder';
  }

  /** Shows what a link brings. */
  open(fragment: string, content: LinkContent): void {
    if (this.#source === 'visitor' && this.#isOwn) this.#own = this.#text;
    const edited = this.isKept ? editOf(fragment) : undefined;
    // As every editor writes its lines: else merely showing the text would change it.
    this.#text = edited ?? content.sql.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
    this.#source = edited === undefined ? 'link' : 'visitor';
    this.#link = { fragment, content };
    if (this.#own === this.#text) this.#own = undefined;
  }

  /** The visitor trusts what came from elsewhere. */
  takeOver(): void {
    this.#source = 'visitor';
  }

  /** Shows the visitor's own text again. */
  back(): void {
    const own = this.#own;
    if (own === undefined) return;
    this.#own = undefined;
    this.replace(own);
  }

  /** The visitor does not need the own text any more; the one that is kept stays kept. */
  forgetOwn(): void {
    this.#own = undefined;
  }
}

/** What the visitor made of this link earlier, in this tab. */
function editOf(fragment: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(recallInTab('link-edit') ?? 'null');
    const isOfLink = typeof kept === 'object' && kept !== null && 'fragment' in kept && kept.fragment === fragment;
    return isOfLink && 'text' in kept && typeof kept.text === 'string' ? kept.text : undefined;
  } catch {
    return undefined;
  }
}
