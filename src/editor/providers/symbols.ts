import { foldRanges } from '../../language/folding';
import { outlineOf, type OutlineItem } from '../../language/outline';
import { isReservedWord } from '../../language/quoting';
import { renameEdits } from '../../language/rename';
import { symbolAt, type SqlSymbol } from '../../language/symbols';
import { tableColumnsOf, type TableColumns } from '../../language/table-columns';
import { knowledgeOf } from '../knowledge-of';
import { modelEdit, modelRange, placeIn } from '../model-range';
import { languages, type editor, type IPosition } from '../monaco';
import { focusRenameBox } from '../rename-box';

/** Tells columns from aliases of the same name. */
function columnsKnownTo(model: editor.ITextModel): TableColumns | undefined {
  const knowledge = knowledgeOf(model);
  return knowledge && tableColumnsOf(knowledge.catalog);
}

function symbolOf(model: editor.ITextModel, position: IPosition): SqlSymbol | undefined {
  return symbolAt(...placeIn(model, position), columnsKnownTo(model));
}

export const definitionProvider: languages.DefinitionProvider = {
  provideDefinition(model, position) {
    const symbol = symbolOf(model, position);
    return symbol && { uri: model.uri, range: modelRange(model, symbol.definition) };
  },
};

export const referenceProvider: languages.ReferenceProvider = {
  provideReferences(model, position) {
    const symbol = symbolOf(model, position);
    return symbol?.references.map((range) => ({ uri: model.uri, range: modelRange(model, range) }));
  },
};

/** Where nothing is defined by the text itself, Monaco marks the same words. */
export const highlightProvider: languages.DocumentHighlightProvider = {
  provideDocumentHighlights(model, position) {
    const symbol = symbolOf(model, position);
    return symbol?.references.map((range) => ({ range: modelRange(model, range) }));
  },
};

export const renameProvider: languages.RenameProvider = {
  provideRenameEdits(model, position, newName) {
    const keywords = knowledgeOf(model)?.engine?.keywords;
    const isReserved = (word: string): boolean => (keywords ? keywords.get(word) === 'reserved' : isReservedWord(word));
    const edits = renameEdits(...placeIn(model, position), newName, isReserved, columnsKnownTo(model));
    if ('refusal' in edits) return { edits: [], rejectReason: edits.refusal };
    return {
      edits: edits.map((edit) => ({
        resource: model.uri,
        textEdit: modelEdit(model, edit),
        versionId: model.getVersionId(),
      })),
    };
  },

  resolveRenameLocation(model, position) {
    const offset = model.getOffsetAt(position);
    const symbol = symbolOf(model, position);
    const range = symbol?.references.find(({ start, end }) => start <= offset && offset <= end);
    if (!symbol || !range) {
      return {
        range: modelRange(model, { start: offset, end: offset }),
        text: '',
        rejectReason: 'Only what the SQL itself names can be renamed: a WITH query, an alias or a parameter.',
      };
    }
    focusRenameBox(model);
    return { range: modelRange(model, range), text: symbol.name };
  },
};

export const outlineProvider: languages.DocumentSymbolProvider = {
  displayName: 'SQL',
  provideDocumentSymbols(model) {
    return outlineOf(model.getValue()).map((item) => documentSymbol(model, item));
  },
};

function documentSymbol(model: editor.ITextModel, item: OutlineItem): languages.DocumentSymbol {
  const { label, kind, range, nameRange, children } = item;
  return {
    name: label,
    detail: '',
    kind: kind === 'CTE' ? languages.SymbolKind.Struct : languages.SymbolKind.Function,
    tags: [],
    range: modelRange(model, range),
    selectionRange: modelRange(model, nameRange),
    children: children.map((child) => documentSymbol(model, child)),
  };
}

export const foldingProvider: languages.FoldingRangeProvider = {
  provideFoldingRanges(model) {
    return foldRanges(model.getValue()).map(({ startLine, endLine, kind }) => ({
      start: startLine + 1,
      end: endLine + 1,
      ...(kind === 'comment' ? { kind: languages.FoldingRangeKind.Comment } : {}),
    }));
  },
};
