import { hoverAt } from '../../language/hover';
import { signatureHelpAt } from '../../language/signature';
import { knowledgeOf } from '../knowledge-of';
import { modelRange, placeIn } from '../model-range';
import type { languages } from '../monaco';

export const hoverProvider: languages.HoverProvider = {
  async provideHover(model, position) {
    const knowledge = knowledgeOf(model);
    const hover = knowledge && (await hoverAt(...placeIn(model, position), knowledge));
    return hover && { range: modelRange(model, hover.range), contents: [{ value: hover.markdown }] };
  },
};

export const signatureHelpProvider: languages.SignatureHelpProvider = {
  signatureHelpTriggerCharacters: ['(', ','],
  signatureHelpRetriggerCharacters: [')'],

  provideSignatureHelp(model, position) {
    const knowledge = knowledgeOf(model);
    const help = knowledge && signatureHelpAt(...placeIn(model, position), knowledge);
    if (!help) return undefined;
    const { signatures, documentation, active, parameter } = help;
    return {
      value: {
        signatures: signatures.map(({ label, parameters }) => ({
          label,
          documentation: { value: documentation },
          parameters: parameters.map(({ range }) => ({ label: range })),
        })),
        activeSignature: active,
        activeParameter: parameter,
      },
      dispose: () => undefined,
    };
  },
};
