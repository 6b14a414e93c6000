import { sharedSession } from '../../client/shared-session';
import type { LiveHost } from '../live-part';
import { forgetNamespace } from './page-namespaces';

const own = new WeakMap<HTMLElement, string>();
/** Names whose playgrounds are gone for good, and that are empty. A session never lets go of a namespace: others get it. */
const free: string[] = [];
let count = 0;

const gone = new FinalizationRegistry<string>((namespace) => {
  forgetNamespace(namespace);
  sharedSession()
    .resetNamespace(namespace)
    .then(
      () => free.push(namespace),
      // Not known to be empty, it is nobody's any more.
      () => undefined,
    );
});

/** The namespace of a playground: the one that its author named, or one that is its own as long as the element is there. */
export function namespaceOf({ element, options: { namespace } }: LiveHost): string {
  if (namespace !== 'isolated') return namespace;
  let name = own.get(element);
  if (name === undefined) {
    name = free.shift() ?? `isolated-${++count}`;
    own.set(element, name);
    gone.register(element, name);
  }
  return name;
}
