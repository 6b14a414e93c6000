import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { engineAssets } from './engine-assets.plugin.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Relative addresses only: the build runs under any sub-path of any static host.
  base: './',
  plugins: [svelte(), engineAssets()],
  resolve: {
    alias: {
      // Ships with the package but is missing from its exports.
      '@duckdb/duckdb-wasm/blocking-browser': fromRoot(
        './node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs',
      ),
    },
  },
  worker: {
    format: 'es',
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
  },
  // Found only when a worker asks for them, which would reload the page under it.
  optimizeDeps: { include: ['apache-arrow', 'fflate', 'hyparquet-writer'] },
  server: { host: 'localhost' },
  test: {
    environment: 'node',
    // For the test of what a context costs.
    execArgv: ['--expose-gc'],
    setupFiles: ['src/session/testing/browser-globals.ts'],
    include: ['src/**/*.test.ts'],
    // Room for the engine to compile on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
