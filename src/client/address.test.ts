import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readAddress, readContent, writeLink } from './address';
import { readOptions } from './address-options';
import { lowerRole } from './run-as';

const pack = (value: unknown) => packBytes(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const packBytes = (bytes: Buffer) => `#v1=${deflateRawSync(bytes).toString('base64url')}`;

describe('the query string', () => {
  test('an empty one asks for nothing', () => {
    expect(readOptions('')).toEqual({
      options: { isEmbed: false, run: false, isDemo: false, isCalm: false },
      problems: [],
    });
  });

  test('all that can be asked', () => {
    expect(readOptions('?embed&theme=dark&namespace=lesson-1&role=author&run&demo&calm&utm_source=x')).toEqual({
      options: {
        isEmbed: true,
        theme: 'dark',
        namespace: 'lesson-1',
        role: 'author',
        run: true,
        isDemo: true,
        isCalm: true,
      },
      problems: [],
    });
  });

  test.each([
    ['?run=1&embed=true&demo=yes&calm=on', true],
    ['?run=0&embed=false&demo=no&calm=off', false],
    ['?run=&embed=&demo=&calm=', true],
  ])('switches: %s', (search, isOn) => {
    expect(readOptions(search)).toEqual({
      options: { isEmbed: isOn, run: isOn, isDemo: isOn, isCalm: isOn },
      problems: [],
    });
  });

  test.each([
    ['?theme=pink', /theme=pink.*auto, light or dark/],
    ['?theme=', /theme=/],
    ['?run=perhaps', /run=perhaps.*\?run/],
    ['?embed=small', /embed=small/],
    ['?demo=maybe', /demo=maybe.*\?demo/],
    ['?namespace=1st', /namespace=1st.*63 letters/],
    ['?namespace=memory', /namespace=memory/],
    ['?namespace=', /namespace=/],
    ['?role=Admin', /role=Admin.*reader, author or admin/],
  ])('what there is not is told: %s', (search, problem) => {
    const { problems } = readOptions(search);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('a slip in a role gives the least of all', () => {
    expect(readOptions('?role=raeder').options.role).toBe('reader');
  });

  test('an endless value is not repeated whole', () => {
    expect(readOptions(`?theme=${'x'.repeat(5000)}`).problems[0]?.length).toBeLessThan(200);
  });
});

describe('#sql=', () => {
  test.each([
    ['select%2042', 'select 42'],
    ['select 1+1', 'select 1+1'],
    ['select%20%27%C3%A4%F0%9F%A6%86%27', "select 'ä🦆'"],
    ['a=b&c=d#e', 'a=b&c=d#e'],
    ['one%0Atwo', 'one\ntwo'],
    ['', ''],
  ])('%s', async (text, sql) => {
    expect(await readContent(`#sql=${text}`)).toEqual({ content: { sql } });
  });

  test.each(['select%2', 'a LIKE "1%"', '%E4', '%zz'])('a broken code is told, with what to do: %s', async (text) => {
    const { content, problem } = await readContent(`#sql=${text}`);
    expect(content).toBeUndefined();
    expect(problem).toMatch(/%25/);
  });
});

describe('#v1=', () => {
  const full = {
    sql: 'from t',
    setup: 'create table t as select 1',
    data: [{ name: 'a.csv', src: 'https://example.org/a.csv' }],
    namespace: 'lesson',
  };

  test('all fields; unknown ones are left out', async () => {
    expect(await readContent(pack({ ...full, later: true }))).toEqual({ content: full });
  });

  test('padding does no harm', async () => {
    const hash = pack({ sql: 'x' });
    expect(await readContent(`${hash}==`)).toEqual({ content: { sql: 'x' } });
  });

  const whole = pack({ sql: `select ${'abcdefg, hijk, '.repeat(3)}` });
  const wrong: [name: string, hash: string, problem: RegExp][] = [
    ['nothing', '#v1=', /base64url/],
    ['characters of another alphabet', '#v1=a+b/', /base64url/],
    ['base64 that cannot be', '#v1=abcde', /base64url/],
    ['no deflate', '#v1=_____w', /damaged/],
    ['cut off', whole.slice(0, -8), /damaged|cut off/],
    ['no text', packBytes(Buffer.from([0xff, 0xfe, 0x80])), /text/],
    ['no JSON', pack('select 1'), /JSON/],
    ['no object', pack([1]), /object/],
    ['null', pack('null'), /object/],
    ['no sql', pack({}), /"sql"/],
    ['sql of another type', pack({ sql: 1 }), /"sql"/],
    ['setup of another type', pack({ sql: '', setup: [] }), /"setup"/],
    ['data of another type', pack({ sql: '', data: {} }), /"data"/],
    ['a file without an address', pack({ sql: '', data: [{ name: 'a' }] }), /"src"/],
    ['a file without a name', pack({ sql: '', data: [{ name: ' ', src: 'https://a.b/' }] }), /"name"/],
    ['a relative address', pack({ sql: '', data: [{ name: 'a', src: 'data/a.csv' }] }), /absolute http/],
    ['a script for an address', pack({ sql: '', data: [{ name: 'a', src: 'javascript:alert(1)' }] }), /absolute http/],
    ['two files of a name', pack({ sql: '', data: Array(2).fill({ name: 'a', src: 'https://a.b/' }) }), /two files/],
    ['files without end', pack({ sql: '', data: Array(101).fill({ name: 'a', src: 'https://a.b/' }) }), /100/],
    ['a namespace of another type', pack({ sql: '', namespace: 1 }), /"namespace"/],
    ['a name that no namespace has', pack({ sql: '', namespace: 'a b' }), /namespace/],
    ['a newer kind', '#v2=abc', /newer/],
  ];
  test.each(wrong)('%s is told, with what to do', async (_, hash, reason) => {
    const { content, problem } = await readContent(hash);
    expect(content).toBeUndefined();
    expect(problem).toMatch(reason);
    expect(problem).toMatch(/Copy it again|Reload/);
  });

  test('a bomb is not unpacked', async () => {
    const bomb = packBytes(Buffer.alloc(200_000_000, 0x20));
    const { problem } = await readContent(bomb);
    expect(problem).toMatch(/more than 1 MiB/);
  });

  test('1 MiB is not yet too much', async () => {
    const sql = 'x'.repeat(1024 * 1024 - '{"sql":""}'.length);
    expect((await readContent(pack({ sql }))).content?.sql).toBe(sql);
    expect((await readContent(pack({ sql: `${sql}x` }))).problem).toMatch(/1 MiB/);
  });
});

test.each(['', '#', '#results', '#sql', '#SQL=1', '#v1', '#vx=1'])('not about SQL: %j', async (hash) => {
  expect(await readContent(hash)).toEqual({});
});

test('a whole address', async () => {
  const { address, problems } = await readAddress({ search: '?run&theme=no', hash: '#sql=%' });
  expect(address).toEqual({ isEmbed: false, run: true, isDemo: false, isCalm: false });
  expect(problems).toHaveLength(2);
});

describe('a link that was written', () => {
  const base = 'https://example.org/play/?embed#old';

  test.each(['select 42', "it's (100%) + 1 & #2 \\ *!", 'ä🦆\r\n\t', '', '\ufeffx'])('reads as %j', async (sql) => {
    const link = new URL(await writeLink(base, { sql }));
    expect(link.href).toMatch(/^https:\/\/example\.org\/play\/\?embed#sql=[\w%.~-]*$/);
    expect(await readContent(link.hash)).toEqual({ content: { sql } });
  });

  test('half a character does not break it', async () => {
    const link = new URL(await writeLink(base, { sql: 'a\ud800b' }));
    expect(await readContent(link.hash)).toEqual({ content: { sql: 'a\ufffdb' } });
  });

  test('packs what is more than SQL', async () => {
    const content = {
      sql: 'from t -- ä',
      setup: 'create table t()',
      namespace: 'n',
      data: [{ name: 'a', src: 'http://a.b/c' }],
    };
    const link = new URL(await writeLink(base, content));
    expect(link.hash).toMatch(/^#v1=[\w-]+$/);
    expect(await readContent(link.hash)).toEqual({ content });
  });
});

test('the lower of two roles', () => {
  expect(lowerRole('admin', 'author')).toBe('author');
  expect(lowerRole('reader', 'author')).toBe('reader');
  expect(lowerRole('admin', 'admin')).toBe('admin');
});
