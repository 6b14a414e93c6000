import { editor, MarkerSeverity } from './monaco';
import { errorRange } from './error-range';
import { plainRange } from './model-range';
import type { Marker } from './sql-editor';

const OWNER = 'dabble';

/** Underlines one place of a model, or none. */
export function showMarker(model: editor.ITextModel, marker: Marker | undefined): void {
  if (!marker) {
    editor.setModelMarkers(model, OWNER, []);
    return;
  }
  editor.setModelMarkers(model, OWNER, [
    {
      ...plainRange(model, errorRange(model.getValue(), marker.position.offset)),
      severity: MarkerSeverity.Error,
      message: marker.message,
    },
  ]);
}
