import { QueryError, type PlaygroundError } from '../protocol/error';
import type { SessionInfo } from '../protocol/session';
import { Deferred } from './deferred';

/** The promise of an open session: a new one whenever the one before has come to its end. */
export class Opening {
  #session = quiet();

  get promise(): Promise<SessionInfo> {
    return this.#session.promise;
  }

  begin(): void {
    this.#session = quiet();
  }

  succeed(info: SessionInfo): void {
    this.#session.resolve(info);
  }

  /** Who waits is told; who asks later is told the same. */
  fail(error: PlaygroundError): void {
    this.#session.reject(new QueryError(error));
    this.begin();
    this.#session.reject(new QueryError(error));
  }
}

/** A failed start is shown by the snapshot; where nobody waits it must not become an unhandled rejection. */
function quiet(): Deferred<SessionInfo> {
  const session = new Deferred<SessionInfo>();
  session.promise.catch(() => undefined);
  return session;
}
