import { callAt } from './call';
import { functionText } from './documentation';
import type { FunctionOverload, Knowledge } from './knowledge';
import { isSameName } from './quoting';
import { signatureLabel, type SignatureLabel } from './signature-label';
import { rangeAt } from './statement-at';
import { statementsOf } from './statements';

/** The forms of a function that a place is in the arguments of. */
export interface SignatureHelp {
  signatures: readonly SignatureLabel[];
  /** As Markdown. */
  documentation: string;
  /** Index of the form that fits what is written so far. */
  active: number;
  /** Index of the parameter that the place is in; beyond the last where there is none. */
  parameter: number;
}

export function signatureHelpAt(text: string, offset: number, { engine }: Knowledge): SignatureHelp | undefined {
  const statement = rangeAt(statementsOf(text), text, offset);
  const call = statement && callAt(statement, text, offset);
  const info = call && engine?.functions.get(call.name.toLowerCase());
  if (!info) return undefined;
  const fitting = info.overloads.findIndex((overload) => takes(overload, call.argument));
  const active = Math.max(0, fitting);
  const signatures = info.overloads.map((overload) => signatureLabel(info, overload));
  const parameters = signatures[active]?.parameters ?? [];
  const named = parameters.findIndex(({ name }) => call.parameter !== undefined && isSameName(name, call.parameter));
  const rest = parameters.findIndex(({ name }) => name === '…');
  const parameter = named >= 0 ? named : rest >= 0 ? Math.min(call.argument, rest) : call.argument;
  return { signatures, documentation: functionText({ ...info, overloads: [] }), active, parameter };
}

/** Whether an argument at this index is one of a form's. */
function takes({ parameters, namedParameters, varargs }: FunctionOverload, argument: number): boolean {
  return (
    argument < parameters.length ||
    varargs !== undefined ||
    (parameters.length <= argument && namedParameters.length > 0)
  );
}
