// Makes public/samples/ from the package vega-datasets: CSV only, with column names that need no quotes.
// Run by hand when the package or the choice changes; what it writes is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

const source = join(root, 'node_modules/vega-datasets/data');
const target = join(root, 'public/samples');

/** @typedef {Record<string, string | number | null>} Row */

mkdirSync(target, { recursive: true });
write('penguins.csv', rowsOf('penguins.json').map(snakeCased));
write('cars.csv', rowsOf('cars.json').map(snakeCased));
write('flights.csv', rowsOf('flights-10k.json').map(withIsoDate));
copy('airports.csv', 'airports.csv');
copy('seattle-weather.csv', 'seattle-weather.csv');
copy('gapminder.csv', 'gapminder-health-income.csv');
copy('co2.csv', 'co2-concentration.csv', 'date,co2_ppm,adjusted_ppm');
copy('global-temp.csv', 'global-temp.csv', 'year,anomaly_celsius');

/** @param {string} file */
function rowsOf(file) {
  return /** @type {Row[]} */ (JSON.parse(readFileSync(join(source, file), 'utf8')));
}

/**
 * @param {Row} row
 * @returns {Row} `Beak Length (mm)` becomes `beak_length_mm`.
 */
function snakeCased(row) {
  const named = Object.entries(row).map(([name, value]) => [
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/_$/, ''),
    value,
  ]);
  return /** @type {Row} */ (Object.fromEntries(named));
}

/**
 * @param {Row} row
 * @returns {Row} `2001/01/01 00:47` becomes `2001-01-01 00:47:00`.
 */
function withIsoDate(row) {
  return { ...row, date: `${String(row.date).replaceAll('/', '-')}:00` };
}

/**
 * @param {string} file
 * @param {Row[]} rows
 */
function write(file, rows) {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => field(row[name] ?? null)).join(','));
  save(file, [names.join(','), ...lines]);
}

/**
 * @param {string} file
 * @param {string} original
 * @param {string} [header] In place of the original's.
 */
function copy(file, original, header) {
  const lines = readFileSync(join(source, original), 'utf8').trimEnd().split(/\r?\n/);
  save(file, header === undefined ? lines : [header, ...lines.slice(1)]);
}

/**
 * @param {string} file
 * @param {string[]} lines The header first.
 */
function save(file, lines) {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(join(target, file), text);
  console.log(`${file}: ${lines.length - 1} rows, ${Buffer.byteLength(text)} bytes`);
}

/** @param {string | number | null} value */
function field(value) {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
