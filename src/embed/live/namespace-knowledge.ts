import type { SessionClient } from '../../client/session-client';
import type { Knowledge } from '../../language/knowledge';
import { SessionKnowledge } from '../../ui/knowledge/session-knowledge';

const known = new Map<string, Knowledge>();

/** What editors know of a namespace: those of one share it, and there are no more than the session has namespaces. */
export function knowledgeOf(client: SessionClient, namespace: string): Knowledge {
  let knowledge = known.get(namespace);
  if (!knowledge) known.set(namespace, (knowledge = new SessionKnowledge(client, () => namespace)));
  return knowledge;
}
