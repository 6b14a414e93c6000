import type { Knowledge } from '../language/knowledge';
import type { editor } from './monaco';

/** Monaco's providers are the page's, and a page has editors of many sessions' namespaces: each text knows whom to ask. */
const known = new WeakMap<editor.ITextModel, Knowledge>();

export function setKnowledge(model: editor.ITextModel, knowledge: Knowledge): void {
  known.set(model, knowledge);
}

export function knowledgeOf(model: editor.ITextModel): Knowledge | undefined {
  return known.get(model);
}
