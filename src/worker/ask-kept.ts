import type { DatabaseReplies, DatabaseRequestMessage } from '../protocol/kept-database';
import type { KeptDatabases } from '../session/kept/kept-databases';

/** Does what the page asks about kept databases. @throws QueryError */
export async function askKept(
  kept: KeptDatabases,
  message: DatabaseRequestMessage,
): Promise<DatabaseReplies[keyof DatabaseReplies]> {
  switch (message.type) {
    case 'list-databases':
      return kept.list();
    case 'keep-database':
      return kept.open(message.name, message.mode);
    case 'close-database':
      return kept.close(message.name.toLowerCase());
    case 'delete-database':
      await kept.delete(message.name.toLowerCase());
      return null;
    case 'copy-database':
      return kept.copy(message.name.toLowerCase());
    case 'copy-set-aside':
      return kept.copySetAside(message.name.toLowerCase());
    default:
      return message satisfies never;
  }
}
