/** Loaded when the part that runs queries does not come. */
import { livePartAddress } from 'virtual:live-part';
import { whyUnreachable } from '../protocol/build-file';

/**
 * Why the part does not come. Follows it while it comes slowly.
 *
 * @param thrown what loading it ended with, if it has ended.
 * @returns undefined while there is hope.
 */
export async function explainTrouble(thrown: Error | undefined): Promise<Error | undefined> {
  const reason = await whyUnreachable({ what: 'A script of the playground', address: livePartAddress });
  return reason === undefined ? thrown : new Error(reason);
}
