import { writeLink } from '../../client/address';
import { isDemo } from '../../client/demo-mode';
import type { LinkContent } from '../../client/link-content';
import { isNamespaceName } from '../../protocol/namespace-name';
import type { LiveHost } from '../live-part';
import { declaredFiles, filesNamedIn } from './declared-files';
import { dependencies, isRunnable, readSetup } from './page-references';

/** Where the app is: the folder of the build. */
function appAddress(assetsUrl: string | undefined): URL {
  if (assetsUrl === undefined) return new URL(/* @vite-ignore */ '../', import.meta.url);
  return new URL(assetsUrl.endsWith('/') ? assetsUrl : `${assetsUrl}/`, document.baseURI);
}

/**
 * A link to the app with what a playground runs, and all that it needs to run there: what runs before it in its namespace, the
 * files that it names, the namespace.
 *
 * @throws QueryError where a part of that cannot be had
 */
export async function playgroundLink(host: LiveHost): Promise<string> {
  const { assetsUrl, role, namespace: asked } = host.options;
  const before = dependencies(host.element).filter((element) => namespaceOf(element) === asked);
  const setups = await Promise.all([...new Set([...before, host.element].flatMap(setupOf))].map(readSetup));
  const others = before.filter(isRunnable).map(({ sql }) => sql);
  const setup = [...setups, ...others].map((sql) => sql.replace(/[;\s]*$/, ';')).join('\n');
  const sql = await host.source();
  const data = filesNamedIn(`${setup}\n${sql}`, declaredFiles().files).filter(({ src }) => /^https?:/.test(src));
  const content: LinkContent = { sql };
  if (setup !== '') content.setup = setup;
  if (data.length > 0) content.data = data;
  // One that is this page's alone has nothing to be kept from in a session of its own.
  if (asked !== 'main' && asked !== 'isolated' && isNamespaceName(asked)) content.namespace = asked;
  const app = appAddress(assetsUrl);
  if (role === 'reader') app.searchParams.set('role', 'reader');
  if (isDemo()) app.searchParams.set('demo', '');
  return writeLink(app.href, content);
}

function namespaceOf(element: HTMLElement): string {
  return element.getAttribute('namespace')?.trim() ?? 'main';
}

function setupOf(element: HTMLElement): string[] {
  const setup = element.getAttribute('setup')?.trim() ?? '';
  return setup === '' ? [] : [setup];
}
