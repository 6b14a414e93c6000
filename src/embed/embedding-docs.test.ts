import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attributeNames, readOptions } from './options';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const docs = read('../../docs/embedding.md');
const section = (title: string): string => docs.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

const rows = section('Attributes').matchAll(/^\| `([\w-]+)`\s*\| (.*?)\s*\|$/gm);
const documented = new Map([...rows].map(([, name = '', values = '']) => [name, values]));

test('every attribute is documented, and none that there is not', () => {
  expect([...documented.keys()].sort()).toEqual([...attributeNames].sort());
});

test.each(attributeNames)('%s: the values that it takes are the documented ones', (name) => {
  const { problems } = readOptions({ getAttribute: (asked) => (asked === name ? 'nothing of the kind' : null) });
  const taken = problems.flatMap((problem) => /Use one of: (.*)\./.exec(problem)?.[1]?.split(', ') ?? []);
  const values = documented.get(name) ?? '';
  for (const value of taken) expect(values).toMatch(new RegExp(value === 'none' ? 'absent' : `\`${value}\``));
});

test('every part is documented, and none that there is not', () => {
  const sentence = /Parts: ([^.]*)\./.exec(section('Looks'))?.[1] ?? '';
  expect(all(sentence, /`([\w-]+)`/g)).toEqual(all(read('./shell.ts'), /part: '([\w-]+)'/g));
});

test('every custom property is documented, and none that there is not', () => {
  const sentence = /Properties:\s([^.]*)\./.exec(section('Looks'))?.[1] ?? '';
  const used = all(read('./shell.css'), /var\(\s*--sql-playground(-[\w-]+)/g);
  expect(all(sentence, /`(?:--sql-playground)?(-[\w-]+)`/g)).toEqual(used);
});

test('every event and every state is documented, and none that there is not', () => {
  const sentence = section('From scripts');
  const element = read('./playground-element.ts');
  const sent = [...all(element, /#emit\('(\w+)'/g)].sort();
  expect(all(sentence, /`(?:playground)?:(\w+)`/g)).toEqual(sent);
  const states = /type PlaygroundState = (.*);/.exec(read('./live-part.ts'))?.[1] ?? '';
  const named = /`data-state` \(([^)]*)\)/.exec(sentence)?.[1] ?? '';
  expect(all(named, /`(\w+)`/g)).toEqual(all(states, /'(\w+)'/g));
});
