import { QueryError, queryError } from '../protocol/error';

/** That a file cannot be read: what is wrong with it, and what to do. */
export function fileError(message: string, hint?: string): QueryError {
  return queryError('FILE_ERROR', message, hint);
}

/** What a library throws over a broken file, in our words: what is ours already stays as it is. */
export function brokenFile(kind: string, thrown: unknown): QueryError {
  if (thrown instanceof QueryError) return thrown;
  const reason = firstLine(thrown);
  return fileError(
    `This ${kind} file cannot be read: ${reason}`,
    'It may be cut off or damaged: fetch or write it again.',
  );
}

/** @throws QueryError `CANCELLED` when the reading was stopped. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw queryError('CANCELLED', 'The reading of the file was stopped.');
}

function firstLine(thrown: unknown): string {
  if (thrown instanceof RangeError && /allocation|Invalid typed array length/.test(thrown.message)) {
    return 'it takes more memory than there is.';
  }
  // A trap of wasm says `unreachable`, which helps nobody.
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) return 'its content makes no sense.';
  const text = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0] ?? '';
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
