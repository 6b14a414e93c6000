import type { RunKey } from './sql-editor';

/**
 * What a key asks to be run: Ctrl+Enter or Cmd+Enter the statement, with Shift everything; Alt+Enter the statement's plan.
 * Undefined for every other key.
 */
export function pressedKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): RunKey | undefined {
  if (key !== 'Enter') return undefined;
  const isCommand = ctrlKey || metaKey;
  if (altKey) return isCommand || shiftKey ? undefined : 'explain';
  if (!isCommand) return undefined;
  return shiftKey ? 'run-all' : 'run';
}
