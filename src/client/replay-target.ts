import type { PlaygroundError } from '../protocol/error';
import { QueryContext } from './query-context';
import type { RecoveryTarget } from './recovery';
import type { Requests } from './requests';
import type { ResultStore } from './result-store';
import type { SessionFiles } from './session-files';

/** A new session as what brings it up sees it: takes files, and statements to be done again. */
export class ReplayTarget implements RecoveryTarget {
  /** The statement that is being done again. */
  queryId: string | undefined;

  constructor(
    private readonly sessionId: string,
    private readonly files: SessionFiles,
    private readonly requests: Requests,
    private readonly run: (context: QueryContext) => Promise<ResultStore>,
  ) {}

  addFile: RecoveryTarget['addFile'] = async (file) => {
    await this.files.send(file);
  };

  dropFile: RecoveryTarget['dropFile'] = async (name) => {
    await this.files.drop(name);
  };

  resetNamespace: RecoveryTarget['resetNamespace'] = async (namespace) => {
    await this.requests.send<'reset-namespace'>({ type: 'reset-namespace', namespace, isReplay: true });
  };

  openDatabase: RecoveryTarget['openDatabase'] = async (name, mode) => {
    await this.requests.send<'keep-database'>({ type: 'keep-database', name, mode });
  };

  replay: RecoveryTarget['replay'] = async ({ sql, namespace, role, params }): Promise<PlaygroundError | undefined> => {
    const options = { namespace, role, params, origin: 'catalog', maxRows: 0, isReplay: true } as const;
    const context = new QueryContext({ sessionId: this.sessionId }, sql, options);
    this.queryId = context.id;
    const { error } = await this.run(context);
    this.queryId = undefined;
    return error;
  };
}
