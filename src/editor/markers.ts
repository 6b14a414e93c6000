import { editor, MarkerSeverity } from './monaco';
import { errorRange } from './error-range';
import type { Marker } from './sql-editor';

const OWNER = 'dabble';

/** Underlines one place of a model, or none. */
export function showMarker(model: editor.ITextModel, marker: Marker | undefined): void {
  if (!marker) {
    editor.setModelMarkers(model, OWNER, []);
    return;
  }
  const { start, end } = errorRange(model.getValue(), marker.position.offset);
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  editor.setModelMarkers(model, OWNER, [
    {
      severity: MarkerSeverity.Error,
      message: marker.message,
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    },
  ]);
}
