import MarkdownIt from 'markdown-it';
import { remark } from 'remark';
import { expect, test } from 'vitest';
import { readFence } from './fence';
import fromMarkdownIt from './markdown-it';
import fromRemark from './remark';

const block = (info: string, sql: string): string => `\`\`\`${info}\n${sql}\n\`\`\`\n\n`;
const render = (page: string): string =>
  new MarkdownIt().use(fromMarkdownIt).render(page, { relativePath: 'guide.md' });
const transform = (page: string) => remark().use(fromRemark).run(remark().parse(page));

test.each(['sql', 'sql {1,3}', 'js playground', 'sql playgrounds', ''])('%j is none of ours', (info) => {
  expect(readFence(info, '')).toBeUndefined();
});

test('words, values in either quotes, and what is the framework’s', () => {
  const info = `sql playground {1, 3} readonly label="It's one" namespace='a "b"' height=200 [file.sql] :line-numbers`;
  expect(readFence(info, '')).toEqual({
    kind: 'playground',
    attributes: { readonly: '', label: "It's one", namespace: 'a "b"', height: '200' },
    info: 'sql {1, 3} [file.sql] :line-numbers',
  });
});

test.each([
  [
    'sql playground hieght=3',
    /“hieght” is not known in a “sql playground” fence\. Did you mean “height”\? There are: id/,
  ],
  ['sql playground height=tall', /height="tall" is not a whole number/],
  ['sql setup', /needs an id/],
  ['sql solution label=x', /There are: ordered, hint/],
])('%j is refused, with the file and the line', async (info, reason) => {
  const page = `# Page\n\n${block('sql playground', 'FROM a')}${block(info, 'FROM b')}`;
  expect(() => render(page)).toThrow(reason);
  expect(() => render(page)).toThrow(/^guide\.md:7: /);
  await expect(transform(page)).rejects.toMatchObject({ reason: expect.stringMatching(reason) as string, line: 7 });
});

test('a solution without a playground before it is refused', async () => {
  const page = `${block('sql playground', 'FROM a')}Words.\n\n${block('sql solution', 'FROM b')}`;
  expect(() => render(page)).toThrow(/directly after the playground/);
  await expect(transform(page)).rejects.toThrow(/directly after the playground/);
});

test('markdown-it: text is text, in attributes and in hidden blocks', () => {
  const sql = `SELECT '</pre><script>"{{ x }}"'`;
  const html = render(
    block('sql setup id=a', sql) + block('sql playground label="<b>"', sql) + block('sql solution', sql),
  );
  expect(html).not.toMatch(/<script|<b>/);
  const escaped = 'SELECT &#39;&#60;/pre&#62;&#60;script&#62;&#34;&#123;&#123; x &#125;&#125;&#34;&#39;';
  expect(html).toContain(`<pre hidden id="a">${escaped}`);
  expect(html).toContain(
    `<sql-playground label="&#60;b&#62;" data-expect="${escaped}"><pre><code class="language-sql">`,
  );
});

test('remark: a playground inside of a list has its block, and what its solution says', async () => {
  const page = `- one\n\n  ${block('sql playground {1}', 'FROM a').trim().replaceAll('\n', '\n  ')}\n\n  ${block('sql solution ordered', 'FROM b').trim().replaceAll('\n', '\n  ')}\n`;
  const item = ((await transform(page)) as unknown as { children: { children: { children: unknown[] }[] }[] })
    .children[0]?.children[0];
  expect(item?.children).toMatchObject([
    { type: 'paragraph' },
    {
      name: 'sql-playground',
      children: [{ type: 'code', lang: 'sql', meta: '{1}', value: 'FROM a' }],
      data: { hName: 'sql-playground', hProperties: { 'data-expect': 'FROM b', 'data-ordered': true } },
    },
  ]);
});
