import { languages } from '../monaco';
import { completionProvider } from './completion';
import { codeActionProvider, formatProvider } from './edits';
import { hoverProvider, signatureHelpProvider } from './help';
import {
  definitionProvider,
  foldingProvider,
  highlightProvider,
  outlineProvider,
  referenceProvider,
  renameProvider,
} from './symbols';

/** Everything that Monaco asks about a text of a language. */
export function registerProviders(language: string): void {
  languages.registerCompletionItemProvider(language, completionProvider);
  languages.registerHoverProvider(language, hoverProvider);
  languages.registerSignatureHelpProvider(language, signatureHelpProvider);
  languages.registerCodeActionProvider(language, codeActionProvider);
  languages.registerDocumentFormattingEditProvider(language, formatProvider);
  languages.registerDocumentRangeFormattingEditProvider(language, formatProvider);
  languages.registerDefinitionProvider(language, definitionProvider);
  languages.registerReferenceProvider(language, referenceProvider);
  languages.registerDocumentHighlightProvider(language, highlightProvider);
  languages.registerRenameProvider(language, renameProvider);
  languages.registerDocumentSymbolProvider(language, outlineProvider);
  languages.registerFoldingRangeProvider(language, foldingProvider);
}
