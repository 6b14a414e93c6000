import type { TextEdit, TextRange } from '../language/text-range';
import { Range, type editor, type IPosition, type IRange } from './monaco';

/** A range of the text as Monaco counts: lines and columns from 1. */
export function modelRange(model: editor.ITextModel, { start, end }: TextRange): Range {
  return Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

/** As `modelRange`, as a plain object. */
export function plainRange(model: editor.ITextModel, range: TextRange): IRange {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = modelRange(model, range);
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}

export function modelEdit(model: editor.ITextModel, edit: TextEdit): { range: Range; text: string } {
  return { range: modelRange(model, edit), text: edit.text };
}

/** Text and place, as the language's features take them. */
export function placeIn(model: editor.ITextModel, position: IPosition): [text: string, offset: number] {
  return [model.getValue(), model.getOffsetAt(position)];
}
