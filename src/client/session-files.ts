import { toPlaygroundError } from '../protocol/error';
import type { AddFileMessage, DropFileMessage, ListFilesMessage, Replies } from '../protocol/message';
import type { FileInfo, SessionInfo } from '../protocol/session';
import type { Journal, KeptFile } from './journal';
import type { Unnumbered } from './requests';

type FileRequest = AddFileMessage | DropFileMessage | ListFilesMessage;

/** From this size on a file of the visitor's is read where it is; a smaller one is copied, and may change or go away. */
const IN_PLACE_BYTES = 8 * 2 ** 20;

/** The session's host, as far as files go. */
export interface FileHost {
  /** The open session. @throws QueryError */
  ready(): Promise<SessionInfo>;
  /** @throws QueryError */
  request<T extends FileRequest['type']>(
    request: Unnumbered<Extract<FileRequest, { type: T }>>,
    transfer?: Transferable[],
  ): Promise<Replies[T]>;
}

/** The files that SQL can read by name. The page keeps them too, so that a new session can have them. */
export class SessionFiles {
  constructor(
    private readonly host: FileHost,
    private readonly journal: Journal,
  ) {}

  /** @throws QueryError `FILE_ERROR` when the name is empty or the engine refuses it. */
  async add(file: KeptFile): Promise<FileInfo> {
    await this.host.ready();
    const info = await this.send(file).catch(async (thrown: unknown) => {
      if (toPlaygroundError(thrown, 'FILE_ERROR').code !== 'SESSION_LOST') throw thrown;
      // Lost under way: the session after it gets the file.
      await this.host.ready();
      return this.send(file);
    });
    this.journal.addFile(file);
    return info;
  }

  /** Gives the session a file that the page keeps already. @throws QueryError */
  async send({ name, data, sourceUrl }: KeptFile): Promise<FileInfo> {
    const isInPlace = data instanceof File && data.size >= IN_PLACE_BYTES;
    const given = isInPlace ? data : await data.arrayBuffer();
    const request = { type: 'add-file', name, data: given, sourceUrl, isInternal: false } as const;
    return this.host.request<'add-file'>(request, given instanceof ArrayBuffer ? [given] : []);
  }

  /** @throws QueryError */
  async addInternal(name: string, data: File): Promise<void> {
    await this.host.request<'add-file'>({ type: 'add-file', name, data, sourceUrl: null, isInternal: true });
  }

  /** False if there was none of the name. @throws QueryError */
  async drop(name: string): Promise<boolean> {
    const isDropped = await this.host.request<'drop-file'>({ type: 'drop-file', name });
    this.journal.dropFile(name);
    return isDropped;
  }

  /** @throws QueryError */
  async list(): Promise<FileInfo[]> {
    await this.host.ready();
    return this.host.request<'list-files'>({ type: 'list-files' });
  }
}
