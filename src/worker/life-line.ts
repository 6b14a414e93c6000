/**
 * Takes a Web Lock and holds it for as long as this worker lives. A worker that dies sends no event; but its locks are
 * released, and a page that waits for this one learns of it.
 *
 * @returns the lock's name; empty where the page has no Web Locks (an insecure origin).
 */
export function holdLock(): Promise<string> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return Promise.resolve('');
  const name = `dabble-worker-${crypto.randomUUID()}`;
  return new Promise((resolve, reject) => {
    locks
      .request(name, () => {
        resolve(name);
        return new Promise(() => undefined);
      })
      .catch(reject);
  });
}
