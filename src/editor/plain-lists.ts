import { IConfigurationService } from 'monaco-editor/platform/configuration/common/configuration.js';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices.js';

/** Has lists of fixes go without headings, which stand in a listbox as what a listbox may not have. No option of an editor does. */
export function listFixesWithoutHeadings(): void {
  void StandaloneServices.get(IConfigurationService).updateValue('editor.codeActionWidget.showHeaders', false);
}
