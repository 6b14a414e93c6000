import type { Problem } from '../../language/knowledge';
import type { PlaygroundError } from '../../protocol/error';
import { similarNames } from '../../protocol/similar-names';

/**
 * What a check found, as the editor shows it.
 *
 * @param supplies names of files that the page brings when the script is run
 */
export function problemsOf(errors: readonly PlaygroundError[], supplies: readonly string[]): Problem[] {
  return errors
    .filter(({ message }) => !supplies.some((name) => message.includes(name)))
    .map(({ code, message, position, hint, candidates = suppliesLike(message, supplies) }) => ({
      offset: position?.offset ?? 0,
      message,
      code,
      ...(hint === undefined ? {} : { hint }),
      candidates,
    }));
}

/** Names of such files that may have been meant where one was not found. */
function suppliesLike(message: string, supplies: readonly string[]): string[] {
  const file = /No files found that match the pattern "([^"]+)"/.exec(message)?.[1];
  return file === undefined ? [] : similarNames(file, supplies);
}
