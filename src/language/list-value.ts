import type { ParameterValue } from '../protocol/query';

/** How deep lists may nest, as where they are bound. */
const MAX_DEPTH = 32;

/** A list written as JSON, whole numbers in it exact; or why it cannot be bound. */
export function listOf(text: string): { value: ParameterValue } | { error: string } {
  let list: unknown;
  try {
    list = JSON.parse(text);
    if (Array.isArray(list)) {
      if (hasObject(list))
        return { error: 'A list can have numbers, text, true, false, null and lists, and no objects.' };
      list = JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, keepWhole));
    }
  } catch {
    list = undefined;
  }
  if (!Array.isArray(list)) return { error: 'Write a list as JSON: [1, 2, 3] or ["a", "b"].' };
  try {
    return { value: itemsOf(list, 1) };
  } catch (problem) {
    if (problem instanceof ListProblem) return { error: problem.message };
    throw problem;
  }
}

/** True for what the engine's largest whole numbers hold. */
export function fits128(value: bigint): boolean {
  return BigInt.asIntN(128, value) === value || BigInt.asUintN(128, value) === value;
}

class ListProblem extends Error {}

function hasObject(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasObject);
  return typeof value === 'object' && value !== null;
}

/** JSON would round it: it goes through as an object, of which there are no others. */
function keepWhole(token: string): string {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `{"whole":"${token}"}` : token;
}

function itemsOf(list: readonly unknown[], depth: number): ParameterValue[] {
  if (depth > MAX_DEPTH) throw new ListProblem('The list is nested too deep.');
  const items = list.map((item) => {
    if (Array.isArray(item)) return itemsOf(item, depth + 1);
    if (typeof item !== 'object' || item === null) return item as ParameterValue;
    const value = BigInt((item as { whole: string }).whole);
    if (!fits128(value)) throw new ListProblem(`${String(value)} does not fit 128 bits.`);
    return value;
  });
  const kinds = items
    .filter((item) => item !== null)
    .map((item) => (typeof item === 'bigint' ? 'number' : typeof item));
  if (new Set(kinds).size > 1) throw new ListProblem('The items of a list must have one type.');
  return items;
}
