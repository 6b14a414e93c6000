import { beforeAll, expect, test } from 'vitest';
import type { Knowledge } from '../knowledge';
import { engineKnowledge } from '../testing/engine-knowledge';
import { complete } from './complete';
import { broken } from './corpus/broken';
import { columns } from './corpus/columns';
import { from } from './corpus/from';
import { functions, typesAndSettings } from './corpus/functions';
import { joins } from './corpus/joins';
import { keywords } from './corpus/keywords';
import { scripts } from './corpus/scripts';
import { files, schema, type Case } from './corpus/schema';

const themes = { from, columns, joins, keywords, functions, typesAndSettings, scripts };
const whole = Object.values(themes).flat();

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await engineKnowledge(schema, files);
});

async function labelsAt(marked: string): Promise<string[]> {
  const offset = marked.indexOf('‸');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { items } = await complete(text, offset, knowledge);
  return items.map(({ label }) => label);
}

/** Those whose expected suggestion is not among the first three, with what is instead. */
async function missesOf(cases: readonly Case[]): Promise<string[]> {
  const misses: string[] = [];
  for (const [sql, expected] of cases) {
    const labels = await labelsAt(sql);
    const wanted = typeof expected === 'string' ? [expected] : expected;
    const isHit =
      wanted.length === 0 ? labels.length === 0 : wanted.some((label) => labels.slice(0, 3).includes(label));
    if (!isHit) misses.push(`${sql}\n    not ${wanted.join(' | ')} but ${labels.slice(0, 5).join(', ')}`);
  }
  return misses;
}

test('what is wanted is among the first three, in whole queries', async () => {
  expect(whole.length).toBeGreaterThanOrEqual(200);
  const misses = await missesOf(whole);
  const hits = whole.length - misses.length;
  if (misses.length > 0) console.warn(`${hits} of ${whole.length}\n${misses.join('\n')}`);
  expect(hits / whole.length).toBeGreaterThanOrEqual(0.95);
});

test('and in broken ones', async () => {
  const misses = await missesOf(broken);
  if (misses.length > 0) console.warn(`${broken.length - misses.length} of ${broken.length}\n${misses.join('\n')}`);
  expect(1 - misses.length / broken.length).toBeGreaterThanOrEqual(0.95);
});

test('text that is cut off anywhere does no harm', async () => {
  let seed = 11;
  const random = (below: number): number => {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const silent: Knowledge = { ...knowledge, columnsOf: () => Promise.resolve(undefined) };
  for (const [marked] of [...whole, ...broken]) {
    const text = marked.replace('‸', '');
    const start = random(text.length);
    const cut = text.slice(random(4) === 0 ? start : 0, start + random(text.length));
    const offset = random(cut.length + 1);
    const { from: begin, to } = await complete(cut, offset, silent);
    expect(begin).toBeLessThanOrEqual(offset);
    expect(to).toBeGreaterThanOrEqual(offset);
  }
});
