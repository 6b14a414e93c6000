import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The import rule: each room under src/, and the rooms it may import besides itself. What is not listed is refused.
 * `src/main.ts` is in no room: it wires them.
 */
const rooms = {
  protocol: [],
  system: [],
  session: ['protocol', 'system'],
  readers: ['protocol'],
  remote: ['protocol'],
  worker: ['protocol', 'session', 'readers', 'remote'],
  results: ['protocol'],
  client: ['protocol', 'results', 'worker'], // the worker only as a URL
  language: ['protocol'],
  editor: ['protocol', 'language'],
  ui: ['protocol', 'client', 'results', 'language', 'editor', 'remote'],
  embed: ['protocol', 'client', 'results', 'language', 'editor', 'ui'],
  adapters: ['protocol', 'embed'], // the names of attributes
  driver: ['protocol', 'client', 'ui'],
  playwright: ['driver'],
};

/** Tests of a room may need the one on the other side of a seam; what ships may not import what only tests need. */
const testCode = ['src/**/*.test.ts', 'src/**/testing/**'];

/** Packages that one room keeps to itself, so that the rest can be tested and replaced without them. */
const packageOwners = {
  '@duckdb/duckdb-wasm': 'session',
  'monaco-editor': 'editor',
  'sql-formatter': 'language',
};

const svelteImportsParser = fileURLToPath(new URL('scripts/svelte-imports-parser.cjs', import.meta.url));
const code = ['**/*.{js,mjs,cjs,ts}', '**/*.svelte'];

export default defineConfig(
  // The example sites have the tools of their frameworks.
  globalIgnores(['dist/', 'lib/', 'demos/', 'public/', 'reports/', 'test-results/', 'e2e/pages/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    files: code,
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.svelte', '.d.ts'] })],
      'import-x/extensions': ['.ts', '.mjs', '.js', '.svelte'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.mjs', '.js'], [svelteImportsParser]: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-undef': 'off', // the compiler's business
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-restricted-paths': ['error', { zones: roomZones() }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of literals says the same without code.' },
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
  {
    files: ['src/**'],
    // What drives a browser runs in Node.
    ignores: [...testCode, 'src/playwright/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...Object.keys(globals.nodeBuiltin).filter((name) => !(name in globals.browser)),
      ],
      'no-restricted-imports': ['error', { patterns: [{ regex: '^node:', message: 'This runs in the browser.' }] }],
    },
  },
  { files: testCode, rules: { 'import-x/no-restricted-paths': 'off' } },
  ...[...Object.keys(rooms), undefined].map((room) => ({
    files: [room === undefined ? 'src/*' : `src/${room}/**`],
    rules: { '@typescript-eslint/no-restricted-imports': packagesOfOthers(room) },
  })),
  // Playwright reads which fixtures a fixture needs off its first parameter, also when that is none.
  { files: ['e2e/**'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } },
  { files: ['e2e/bench/*.bench.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }] },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['scripts/**'],
    rules: {
      'no-console': 'off',
      // Casts are comments in JavaScript, which these two do not see; the compiler does.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);

function roomZones() {
  const zones = Object.entries(rooms).map(([room, allowed]) => ({
    target: `./src/${room}`,
    from: './src',
    except: [room, ...allowed].map((name) => `./${name}`),
    message: `src/${room} may import ${allowed.length === 0 ? 'no other room' : `only ${allowed.join(', ')}`}.`,
  }));
  const tests = { target: './src', from: './src/**/testing/**', message: 'Only tests may import this.' };
  return [...zones, tests];
}

/**
 * @param {string | undefined} room
 * @returns {import('eslint').Linter.RuleEntry}
 */
function packagesOfOthers(room) {
  const patterns = Object.entries(packageOwners)
    .filter(([, owner]) => owner !== room)
    .map(([name, owner]) => ({ regex: `^${name}(/|$)`, message: `Only src/${owner} knows ${name}.` }));
  return ['error', { patterns }];
}
