import type { FunctionInfo, FunctionOverload } from './knowledge';

/** A form of a function in one line, and where in it each parameter stands. */
export interface SignatureLabel {
  label: string;
  /** By position, the further arguments and the named ones last; from and to in the label. */
  parameters: { range: [number, number]; name: string }[];
}

/** `substring(string VARCHAR, start BIGINT) → VARCHAR` */
export function signatureLabel({ name }: Pick<FunctionInfo, 'name'>, overload: FunctionOverload): SignatureLabel {
  const { parameters, namedParameters, varargs, returnType } = overload;
  const parts = [
    ...parameters.map((parameter) => ({ name: parameter.name, text: typed(parameter.name, parameter.type) })),
    ...(varargs === undefined ? [] : [{ name: '…', text: `… ${varargs}` }]),
    ...namedParameters.map((parameter) => ({
      name: parameter.name,
      text: `${parameter.name} := ${parameter.type ?? 'ANY'}`,
    })),
  ];
  let label = `${name}(`;
  const placed = parts.map(({ name: parameterName, text }, index) => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += text;
    return { name: parameterName, range: [start, label.length] as [number, number] };
  });
  label += ')';
  if (returnType !== undefined) label += ` → ${returnType}`;
  return { label, parameters: placed };
}

function typed(name: string, type: string | undefined): string {
  return type === undefined ? name : `${name} ${type}`;
}
