import { complete, type CompletionItem } from '../../language/completion/complete';
import { knowledgeOf } from '../knowledge-of';
import { modelRange, placeIn } from '../model-range';
import { languages } from '../monaco';

/** After a blank there is something to say where a name must follow; everywhere else it would be in the way. */
const beforeName = /\b(?:from|join|into|update|table|view|on|using|set|reset|by|pragma|use|describe|summarize)\s+$/i;

/** Longer than any word before such a blank. */
const LOOK_BACK = 20;

const { CompletionItemKind: Kind, CompletionItemInsertTextRule } = languages;

const kinds: Readonly<Record<CompletionItem['kind'], languages.CompletionItemKind>> = {
  table: Kind.Class,
  view: Kind.Interface,
  column: Kind.Field,
  cte: Kind.Struct,
  file: Kind.File,
  function: Kind.Function,
  'table-function': Kind.Method,
  keyword: Kind.Keyword,
  type: Kind.TypeParameter,
  setting: Kind.Property,
  snippet: Kind.Snippet,
  join: Kind.Reference,
  schema: Kind.Module,
  database: Kind.Module,
  alias: Kind.Variable,
  parameter: Kind.Variable,
  value: Kind.Value,
};

export const completionProvider: languages.CompletionItemProvider = {
  triggerCharacters: ['.', ' ', '(', ',', "'", '"', ':'],

  async provideCompletionItems(model, position, { triggerCharacter }) {
    const knowledge = knowledgeOf(model);
    if (!knowledge) return undefined;
    const [text, offset] = placeIn(model, position);
    if (triggerCharacter === ' ' && !beforeName.test(text.slice(Math.max(0, offset - LOOK_BACK), offset)))
      return undefined;
    const { from, to, items, isIncomplete } = await complete(text, offset, knowledge);
    const range = modelRange(model, { start: from, end: to });
    return {
      incomplete: isIncomplete,
      suggestions: items.map((item, index) => suggestion(item, index, range)),
    };
  },
};

function suggestion(
  { label, kind, insert, isSnippet, detail, documentation, filterText }: CompletionItem,
  index: number,
  range: languages.CompletionItem['range'],
): languages.CompletionItem {
  return {
    label: detail === undefined ? label : { label, description: detail },
    kind: kinds[kind],
    insertText: insert,
    range,
    // Best first, as it came.
    sortText: String(index).padStart(5, '0'),
    ...(isSnippet ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    ...(documentation === undefined ? {} : { documentation: { value: documentation } }),
    ...(filterText === undefined ? {} : { filterText }),
  };
}
