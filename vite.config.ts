import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { BuildEnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { embedParts } from './embed-parts.plugin.ts';
import { engineAssets } from './engine-assets.plugin.ts';
import { engineLinking } from './engine-linking.plugin.ts';
import { shadowStyles } from './shadow-styles.plugin.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// For the benchmark of what it is worth, which needs the other.
const linking = process.env.LINK_AT_ONCE ? [] : [engineLinking()];

const embedBuild: BuildEnvironmentOptions = {
  emptyOutDir: false,
  copyPublicDir: false,
  // Nothing is preloaded (embed-parts.plugin.ts), so no part has to list what it would be.
  modulePreload: { polyfill: false, resolveDependencies: () => [] },
  rolldownOptions: {
    // `core` is an entry so that the parts share it and not `embed.js`: under another address, as `embed.js?v=2`, that is another module.
    input: { embed: fromRoot('./src/embed/embed.ts'), core: fromRoot('./src/embed/page-registry.ts') },
    output: {
      // A name that pages can rely on.
      entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/embed-[name]-[hash].js'),
      chunkFileNames: 'assets/embed-[name]-[hash].js',
    },
    // What the entry exports is for who imports the package.
    preserveEntrySignatures: 'exports-only',
    checks: { bundlerTimings: false },
  },
};

const clientBuild: BuildEnvironmentOptions = {
  emptyOutDir: false,
  copyPublicDir: false,
  rolldownOptions: {
    input: { client: fromRoot('./src/client/client.ts') },
    output: { entryFileNames: '[name].js', chunkFileNames: 'assets/client-[name]-[hash].js' },
    preserveEntrySignatures: 'strict',
    checks: { bundlerTimings: false },
  },
};

/**
 * Three builds into one `dist/`: the app, then with `--mode embed` the element's script, with `--mode client` what the package gives to
 * pages of others. They share the worker and the engine, whose files are the same in all.
 */
export default defineConfig(({ mode }) => ({
  // Relative addresses only: the build runs under any sub-path of any static host.
  base: './',
  define: { __EXTENSIONS_URL__: process.env.EXTENSIONS_URL ? JSON.stringify(process.env.EXTENSIONS_URL) : 'undefined' },
  plugins: [...(mode === 'embed' ? [shadowStyles(), embedParts()] : []), svelte(), engineAssets(), ...linking],
  resolve: {
    alias: {
      // Ships with the package but is missing from its exports.
      '@duckdb/duckdb-wasm/blocking-browser': fromRoot(
        './node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs',
      ),
      'monaco-editor/codicon.ttf?url': fromRoot(
        './node_modules/monaco-editor/esm/vs/base/browser/ui/codicons/codicon/codicon.ttf?url',
      ),
    },
  },
  worker: {
    format: 'es',
    plugins: () => linking,
    // The engine's own bindings call eval directly; that is not ours to change.
    rolldownOptions: { checks: { eval: false, bundlerTimings: false } },
  },
  build: {
    target: ['chrome111', 'firefox121', 'safari17.4'],
    // Nothing inlined as data: addresses: strict content policies refuse them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Budgets are held by scripts/check-bundle.mjs.
    chunkSizeWarningLimit: 8192,
    rolldownOptions: { checks: { bundlerTimings: false } },
    ...(mode === 'embed' ? embedBuild : mode === 'client' ? clientBuild : {}),
  },
  // Found only when a worker asks for them, which would reload the page under it.
  optimizeDeps: {
    include: ['apache-arrow', 'fflate', 'fzstd', 'hyparquet-writer', 'parquet-wasm/esm', 'saxen', 'sql.js'],
  },
  server: { host: 'localhost' },
  test: {
    environment: 'node',
    // For the test of what a context costs.
    execArgv: ['--expose-gc'],
    setupFiles: ['src/session/testing/browser-globals.ts'],
    include: ['src/**/*.test.ts'],
    // Tests run the bindings as they ship.
    server: { deps: { inline: [/duckdb-browser-blocking/] } },
    // By itself it leaves one core to nobody, and of two that is half.
    maxWorkers: '100%',
    // These tell what hangs from what is slow: a busy machine takes ten times as long as a quiet one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
}));
