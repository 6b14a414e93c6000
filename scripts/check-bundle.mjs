// Holds dist/ to its budgets: what a visitor waits for, what static hosts accept, and that nothing comes from elsewhere.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, posix, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './dependencies.mjs';

const dist = join(root, 'dist');
const files = readdirSync(dist, { encoding: 'utf8', recursive: true })
  .filter((path) => statSync(join(dist, path)).isFile())
  .map((path) => path.replaceAll(sep, '/'));

const html = readText('index.html');
const startScripts = closure(matches(html, /(?:src|href)="\.\/([^"]+\.js)"/g));
const startStyles = matches(html, /href="\.\/([^"]+\.css)"/g);
const editorScripts = closure(startScripts.flatMap((file) => dynamicImports(file))).filter(
  (file) => !startScripts.includes(file),
);
const exportScripts = closure(
  matches(files.join('\n'), /^(assets\/(?:export\.worker|arrow|parquet|xlsx)-(?!reader|batch|wasm).*\.js)$/gm),
);
const embedScripts = closure(['embed.js']);
const workerScripts = closure(files.filter((file) => /session\.worker-.*\.js$/.test(file)));

/**
 * What, its files, the most bytes they may weigh (gzipped, where they are not already).
 *
 * @type {[string, string[], number][]}
 */
const budgets = [
  ['scripts until the page can be used', startScripts, 100_000],
  ['styles until the page can be used', startStyles, 20_000],
  ['editor, loaded on its own, with all that it knows of SQL', editorScripts, 1_000_000],
  ['element, until somebody wants it', embedScripts, 15 * 1024],
  ['worker without the engine', workerScripts, 400_000],
  ['export worker, with what its formats need', exportScripts, 100_000],
  [
    'readers of other formats, each loaded for its first file',
    files.filter((file) => /-reader-|-wasm-|_wasm_bg-|sqlite3-/.test(file)),
    3_000_000,
  ],
  ['fonts of demos', files.filter((file) => file.endsWith('.woff2')), 100_000],
  ['engine', files.filter((file) => /duckdb-eh-.*\.bin$/.test(file)), 8_000_000],
  [
    'engine for browsers without WebAssembly exceptions',
    files.filter((file) => /duckdb-mvp-.*\.bin$/.test(file)),
    9_000_000,
  ],
];

const results = budgets.map(([what, members, limit]) => {
  const bytes = members.reduce((sum, file) => sum + travelBytes(file), 0);
  // Nothing found means that this script has lost track of the build, which is no success.
  return report(members.length > 0 && bytes <= limit, `${what}: ${kilobytes(bytes)} of ${kilobytes(limit)}`);
});

const largest = Math.max(...files.map((file) => statSync(join(dist, file)).size));
results.push(report(largest <= 25_000_000, `largest file: ${kilobytes(largest)} of 25000 kB`));

const foreign = files.flatMap((file) => foreignLoads(file).map((address) => `${file}: ${address}`));
results.push(
  report(foreign.length === 0, `loads from other origins: ${foreign.length}${foreign.map((x) => `\n  ${x}`).join('')}`),
);

process.exitCode = results.every((held) => held) ? 0 : 1;

/**
 * @param {boolean} held
 * @param {string} text
 */
function report(held, text) {
  console.log(`${held ? 'ok    ' : 'FAILED'} ${text}`);
  return held;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}

/** @param {string} file */
function travelBytes(file) {
  const content = readFileSync(join(dist, file));
  return extname(file) === '.bin' ? content.byteLength : gzipSync(content).byteLength;
}

/**
 * These scripts and all that they import statically.
 *
 * @param {string[]} scripts
 */
function closure(scripts) {
  const reached = new Set(scripts);
  for (const file of reached) {
    const imported = matches(readText(file), /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g);
    for (const path of imported) reached.add(posix.join(posix.dirname(file), path));
  }
  return [...reached];
}

/** @param {string} file */
function dynamicImports(file) {
  const imported = matches(readText(file), /\bimport\(\s*["'`](\.[^"'`]+\.js)["'`]/g);
  return imported.map((path) => posix.join(posix.dirname(file), path));
}

/**
 * Addresses that loading this file would fetch. Others, in texts and comments, are nobody's request; the browser tests
 * watch the real ones.
 *
 * @param {string} file
 */
function foreignLoads(file) {
  const address = '((?:https?:)?//[^"\'`)\\s>]+)';
  switch (extname(file)) {
    case '.html':
      return matches(readText(file), new RegExp(`(?:src|srcset|href|action)\\s*=\\s*["']?${address}`, 'g'));
    case '.css':
      return matches(readText(file), new RegExp(`(?:url\\(\\s*["']?|@import\\s*["'])${address}`, 'g'));
    case '.js':
      return matches(
        readText(file),
        new RegExp(`(?:\\b(?:from|import)\\s*|\\b(?:import|fetch|importScripts|Worker)\\(\\s*)["'\`]${address}`, 'g'),
      );
    default:
      return [];
  }
}

/** @param {string} file */
function readText(file) {
  return readFileSync(join(dist, file), 'utf8');
}

/**
 * The first group of every match.
 *
 * @param {string} text
 * @param {RegExp} pattern
 */
function matches(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}
