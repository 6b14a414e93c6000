import { LONE_SOLUTION, readFence, type Attributes, type Fence } from './fence.ts';

/** What this needs of markdown-it, in its own names. */
interface MarkdownIt {
  core: { ruler: { push(name: string, rule: (state: { tokens: Token[]; env?: Environment }) => void): void } };
  renderer: { rules: Record<string, RenderRule | undefined> };
}

/** Its tokens have more than what this needs to know. */
type RenderRule = (tokens: never, index: number, ...others: never[]) => string;

interface Token {
  type: string;
  info: string;
  content: string;
  map: [start: number, end: number] | null;
}

/** What VitePress says of the page; others may say nothing. */
interface Environment {
  relativePath?: string;
}

/**
 * A plugin for markdown-it, and with it VitePress and Eleventy: a fence ```` ```sql playground ```` becomes a `<sql-playground>` around
 * the block that the framework makes of it.
 *
 * @throws Error with the line, when a page is read whose fences have words that are not known.
 */
export default function playgroundFences(md: MarkdownIt): void {
  const playgrounds = new WeakMap<Token, Attributes>();
  md.core.ruler.push('sql_playground', (state) => {
    const fences = state.tokens.map((token) => fenceOf(token, state.env));
    fences.forEach((fence, index) => {
      const token = state.tokens[index];
      if (!fence || !token) return;
      token.info = fence.info;
      if (fence.kind === 'setup')
        become(token, `<pre hidden${markup(fence.attributes)}>${escape(token.content)}</pre>\n`);
      if (fence.kind === 'solution') {
        if (fences[index - 1]?.kind !== 'playground') throw failure(LONE_SOLUTION, token, state.env);
        become(token, '');
      }
      const next = fences[index + 1];
      const solution = next?.kind === 'solution' ? next.attributes : {};
      if (fence.kind === 'playground') playgrounds.set(token, { ...fence.attributes, ...solution });
    });
  });
  const renderBlock = md.renderer.rules.fence;
  if (!renderBlock) throw new Error('This markdown-it renders no fences, so it can have no playgrounds.');
  md.renderer.rules.fence = (tokens: Token[], index, ...others) => {
    const block = renderBlock(tokens as never, index, ...others);
    const token = tokens[index];
    const attributes = token && playgrounds.get(token);
    return attributes ? `<sql-playground${markup(attributes)}${vueMark(block)}>${block}</sql-playground>\n` : block;
  };
}

function fenceOf(token: Token, page: Environment | undefined): Fence | undefined {
  if (token.type !== 'fence') return undefined;
  try {
    return readFence(token.info, token.content);
  } catch (thrown) {
    throw failure(thrown instanceof Error ? thrown.message : String(thrown), token, page);
  }
}

function failure(reason: string, { map }: Token, page: Environment | undefined): Error {
  const line = map ? `:${map[0] + 1}` : '';
  return new Error(`${page?.relativePath ?? 'Markdown'}${line}: ${reason}`);
}

function become(token: Token, html: string): void {
  token.type = 'html_block';
  token.content = html;
}

/** Vue compiles what is rendered for it, except where blocks of code say that it should not: then the element around says so too. */
function vueMark(block: string): string {
  return /<pre[^>]*\sv-pre\b/.test(block) ? ' v-pre' : '';
}

function markup(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escape(value)}"`))
    .join('');
}

/** Braces too: two of them are Vue's. Line ends, because Markdown may read on after an empty line. */
function escape(text: string): string {
  return text.replace(/[&<>"'{}\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
