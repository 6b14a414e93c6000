import { expandStar, queryForStar, starAt } from '../../language/expand-star';
import { fixesFor } from '../../language/quick-fix';
import { knowledgeOf } from '../knowledge-of';
import { modelEdit, placeIn } from '../model-range';
import type { editor, languages } from '../monaco';
import { problemsIn } from '../problems';

/** Quick fixes of what is underlined, and `*` written out as columns. */
export const codeActionProvider: languages.CodeActionProvider = {
  async provideCodeActions(model, range) {
    const [text, start] = placeIn(model, range.getStartPosition());
    const end = model.getOffsetAt(range.getEndPosition());
    const fixes = problemsIn(model, { start, end }).flatMap((problem) => fixesFor(text, problem));
    const actions = fixes.map(({ title, edit }) => action(model, title, 'quickfix', edit));
    const expanded = await starAction(model, text, start);
    return { actions: expanded ? [...actions, expanded] : actions, dispose: () => undefined };
  },
};

async function starAction(
  model: editor.ITextModel,
  text: string,
  offset: number,
): Promise<languages.CodeAction | undefined> {
  const knowledge = knowledgeOf(model);
  const star = starAt(text, offset);
  if (!star || 'refusal' in star) return undefined;
  await knowledge?.settled();
  const query = queryForStar(text, offset);
  const columns = query === undefined ? undefined : await knowledge?.columnsOf(query);
  const edit = columns && expandStar(star, columns);
  if (!edit || 'refusal' in edit) return undefined;
  return action(model, 'Write * out as columns', 'refactor.rewrite', edit);
}

function action(
  model: editor.ITextModel,
  title: string,
  kind: string,
  edit: Parameters<typeof modelEdit>[1],
): languages.CodeAction {
  const textEdit = modelEdit(model, edit);
  return { title, kind, edit: { edits: [{ resource: model.uri, textEdit, versionId: model.getVersionId() }] } };
}

/** Whole texts and selections. The formatter is fetched when it is first used. */
export const formatProvider: languages.DocumentFormattingEditProvider & languages.DocumentRangeFormattingEditProvider =
  {
    async provideDocumentFormattingEdits(model) {
      const { formatSql } = await import('../../language/format');
      return [{ range: model.getFullModelRange(), text: formatSql(model.getValue()).text }];
    },

    async provideDocumentRangeFormattingEdits(model, range) {
      const { formatRange } = await import('../../language/format');
      const [text, start] = placeIn(model, { lineNumber: range.startLineNumber, column: range.startColumn });
      const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      return formatRange(text, { start, end }).edits.map((edit) => modelEdit(model, edit));
    },
  };
