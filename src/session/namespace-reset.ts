import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import { dropAll } from './drop-all';
import type { Effects } from './effects';
import { engineMessage } from './engine-error';
import { DEFAULT_NAMESPACE, type Namespace, type Namespaces } from './namespaces';
import { SYSTEM_CATALOG } from './system-name';
import type { Transactions } from './transactions';

/** What a reset needs of its session. */
export interface ResetHost {
  readonly isLost: boolean;
  readonly transactions: Transactions;
  onFatal(error: PlaygroundError): void;
}

/**
 * Brings a namespace back to empty: its database and all that its connection held. To be called in the namespace's turn, when
 * nothing of it is running. Transactions that other namespaces have open keep what they see of it until they end.
 *
 * @param isReplay true where it is done again in a new session
 * @throws QueryError `SESSION_LOST`: where the engine fails at it the session is beyond use
 */
export function resetNamespace(
  host: ResetHost,
  effects: Effects,
  namespaces: Namespaces,
  namespace: Namespace,
  isReplay: boolean,
): void {
  if (host.isLost) throw queryError('SESSION_LOST', 'The session is gone.', 'Restart it to go on.');
  try {
    empty(namespace, namespaces, host.transactions);
  } catch (thrown) {
    effects.namespaceReset(namespace, false, isReplay);
    // The namespace may have no database now. A new session has one, and is not given what the namespace had.
    const reason = engineMessage(toPlaygroundError(thrown, 'SESSION_LOST').message);
    const error = queryError('SESSION_LOST', `The engine failed to empty the namespace "${namespace.name}": ${reason}`);
    host.onFatal(error.detail);
    throw error;
  }
  effects.namespaceReset(namespace, true, isReplay);
}

function empty(namespace: Namespace, namespaces: Namespaces, transactions: Transactions): void {
  const { name, database, connection } = namespace;
  connection.renew();
  // What a connection uses it cannot detach; every other database it can, also the session's first, `main`'s.
  connection.run(`USE ${SYSTEM_CATALOG}`);
  const open = namespaces
    .all()
    .filter((other) => other !== namespace && transactions.state(other.connection) !== 'none')
    .map((other) => other.connection);
  // A transaction in which a name comes to mean another database stops the engine, as soon as it lists the databases.
  const isBeingChanged = open.some((other) => transactions.hasChanged(other, database));
  if (open.length === 0 || isBeingChanged || !dropAll(connection, database)) {
    connection.run(`DETACH "${database}"`);
    connection.run(`ATTACH ':memory:' AS "${database}"`);
    for (const other of open) transactions.strand(other, name);
  }
  connection.run(name === DEFAULT_NAMESPACE ? 'RESET search_path' : `USE "${database}"`);
}
