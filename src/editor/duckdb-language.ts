import { languages } from './monaco';
import { keywords, types } from './duckdb-words';
import { listFixesWithoutHeadings } from './plain-lists';
import { registerProviders } from './providers/register';

export const LANGUAGE_ID = 'duckdb';

const configuration: languages.LanguageConfiguration = {
  comments: { lineComment: '--', blockComment: ['/*', '*/'] },
  brackets: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ],
  wordPattern: /[\p{L}_][\p{L}\p{N}_$]*|\d+(?:\.\d+)?/u,
};

const tokens: languages.IMonarchLanguage = {
  ignoreCase: true,
  unicode: true,
  defaultToken: '',
  keywords,
  types,
  brackets: [
    { open: '(', close: ')', token: 'delimiter.parenthesis' },
    { open: '[', close: ']', token: 'delimiter.square' },
    { open: '{', close: '}', token: 'delimiter.curly' },
  ],
  tokenizer: {
    root: [
      [/\s+/, 'white'],
      [/--.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/\$((?:[a-z_]\w*)?)\$/, { token: 'string', next: '@dollarQuoted.$1' }],
      [/\$\w+|\?\d*/, 'parameter'],
      [/e'/, 'string', '@escapedString'],
      [/[xb]'/, 'string', '@string'],
      [/'/, 'string', '@string'],
      [/"/, 'identifier.quoted', '@quotedName'],
      [/0x[\da-f_]+|0b[01_]+/, 'number'],
      [/(?:\d[\d_]*)?\.?\d[\d_]*(?:e[+-]?\d+)?/, 'number'],
      // A name after a dot is a column, or a method call, whatever word it is.
      [/(\.)(\s*)([\p{L}_][\p{L}\p{N}_$]*)(?=\s*\()/u, ['operator', 'white', 'function']],
      [/(\.)(\s*)([\p{L}_][\p{L}\p{N}_$]*)/u, ['operator', 'white', 'identifier']],
      [
        /[\p{L}_][\p{L}\p{N}_$]*(?=\s*\()/u,
        { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'function' } },
      ],
      [/[\p{L}_][\p{L}\p{N}_$]*/u, { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'identifier' } }],
      [/[()[\]{}]/, '@brackets'],
      [/[;,]/, 'delimiter'],
      [/[-+*/%<>=!~^&|#@:.]+/, 'operator'],
    ],
    // Comments nest.
    comment: [
      [/\/\*/, 'comment', '@push'],
      [/\*\//, 'comment', '@pop'],
      [/[^*/]+|./, 'comment'],
    ],
    string: [
      [/''|[^']+/, 'string'],
      [/'/, 'string', '@pop'],
    ],
    escapedString: [
      [/\\.|''|[^'\\]+/, 'string'],
      [/'/, 'string', '@pop'],
    ],
    quotedName: [
      [/""|[^"]+/, 'identifier.quoted'],
      [/"/, 'identifier.quoted', '@pop'],
    ],
    dollarQuoted: [
      [/\$((?:[a-z_]\w*)?)\$/, { cases: { '$1==$S2': { token: 'string', next: '@pop' }, '@default': 'string' } }],
      [/[^$]+|\$/, 'string'],
    ],
  },
};

let isRegistered = false;

/** Teaches Monaco DuckDB's SQL, once. */
export function registerDuckdb(): void {
  if (isRegistered) return;
  isRegistered = true;
  languages.register({ id: LANGUAGE_ID });
  languages.setLanguageConfiguration(LANGUAGE_ID, configuration);
  languages.setMonarchTokensProvider(LANGUAGE_ID, tokens);
  registerProviders(LANGUAGE_ID);
  listFixesWithoutHeadings();
}
