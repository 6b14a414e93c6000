import { quoteName } from '../sql-text';
import { punctuationOf } from './sql-punctuation';

/** A parameter of a macro as its catalog has it, which says nothing of what it is by default. */
export interface CatalogParameter {
  name: string;
  /** Empty where it takes anything. */
  type: string;
}

/**
 * The parameters of each variant of a macro as `CREATE MACRO` takes them, `"a", "b" INTEGER := 5`. The one place where the engine
 * tells of defaults is what it says to whoever calls a macro wrongly: `Candidate macros:\n\tf(a)\n\tf(a, b INTEGER := 5)`.
 *
 * @throws Error where that is not as it was
 */
export function parametersOf(
  name: string,
  variants: readonly (readonly CatalogParameter[])[],
  complaint: string,
): string[] {
  const [, candidates] = complaint.split('Candidate macros:');
  if (candidates === undefined) throw new Error(`The parameters of the macro ${name} cannot be told: ${complaint}`);
  let at = 0;
  const expect = (text: string): void => {
    if (!candidates.startsWith(text, at)) throw new Error(`The parameters of the macro ${name} cannot be told.`);
    at += text.length;
  };
  return variants.map((parameters) => {
    expect(`\n\t${name}(`);
    const texts = parameters.map(({ name: parameter, type }, i) => {
      if (i > 0) expect(', ');
      expect(parameter);
      const typed = type === '' ? '' : ` ${type}`;
      expect(typed);
      let defaulted = '';
      if (candidates.startsWith(' := ', at)) {
        const end = endOfExpression(candidates, at);
        defaulted = candidates.slice(at, end);
        at = end;
      }
      return `${quoteName(parameter)}${typed}${defaulted}`;
    });
    expect(')');
    return texts.join(', ');
  });
}

/** Where a comma or bracket ends an expression that begins before it. */
function endOfExpression(text: string, from: number): number {
  for (const { token, index, depth } of punctuationOf(text, from)) {
    if ((depth === 0 && token === ',') || depth < 0) return index;
  }
  return text.length;
}
