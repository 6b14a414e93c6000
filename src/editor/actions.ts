import { KeyCode, KeyMod, type editor } from './monaco';
import type { RunKey } from './sql-editor';

/** Monaco's own, of which it declares no type. */
interface SuggestController extends editor.IEditorContribution {
  cancelSuggestWidget(): void;
}

const actions: readonly { key: RunKey; label: string; keybindings: number[] }[] = [
  {
    key: 'run',
    label: 'Run Statement or Selection',
    keybindings: [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.WinCtrl | KeyCode.Enter],
  },
  {
    key: 'run-all',
    label: 'Run All',
    keybindings: [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter, KeyMod.WinCtrl | KeyMod.Shift | KeyCode.Enter],
  },
  { key: 'explain', label: 'Explain Statement', keybindings: [KeyMod.Alt | KeyCode.Enter] },
];

/** Monaco has another key for it on each system. */
export function addFormatKey(widget: editor.IStandaloneCodeEditor): void {
  widget.addAction({
    id: 'dabble.format',
    label: 'Format',
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
    run: () => widget.getAction('editor.action.formatDocument')?.run(),
  });
}

/** Monaco cannot tell whether somebody listens: who does can say so. */
export function addScreenReaderMode(widget: editor.IStandaloneCodeEditor): void {
  let isOn = false;
  widget.addAction({
    id: 'dabble.screen-reader-mode',
    label: 'Toggle Screen Reader Mode',
    keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.F1],
    run: () => {
      isOn = !isOn;
      widget.updateOptions({ accessibilitySupport: isOn ? 'on' : 'auto' });
    },
  });
}

/** The keys that run, which the context menu and the list of commands have too. */
export function addRunActions(widget: editor.IStandaloneCodeEditor, onRun: (key: RunKey) => void): void {
  actions.forEach(({ key, label, keybindings }, index) => {
    widget.addAction({
      id: `dabble.${key}`,
      label,
      keybindings,
      contextMenuGroupId: 'navigation',
      contextMenuOrder: index,
      run: () => {
        // What is suggested, or on its way, is not wanted by who runs the text as it is.
        widget.getContribution<SuggestController>('editor.contrib.suggestController')?.cancelSuggestWidget();
        onRun(key);
      },
    });
  });
}
