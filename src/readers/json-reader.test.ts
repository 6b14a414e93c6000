import { gzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonReader, ndjsonReader } from './json-reader';
import { beginnings, complaint, connect, damaged, load, survives, texts, type Connection } from './testing/loaded';

let connection: Connection;

beforeAll(async () => {
  connection = await connect();
});

/** A column `c` of these values, each as it stands in JSON. */
function column(...values: string[]): string {
  return values.map((value) => `{"c":${value}}`).join('\n');
}

describe('types', () => {
  it.each<[string, string[], string[]]>([
    ['BOOLEAN', ['true', 'null', 'false'], ['true', 'null', 'false']],
    ['BIGINT', ['0', '-0', '9223372036854775807'], ['0', '0', '9223372036854775807']],
    ['BIGINT', ['-9223372036854775808', '9007199254740993'], ['-9223372036854775808', '9007199254740993']],
    ['BIGINT', ['-4294967297', '4294967296', '-1'], ['-4294967297', '4294967296', '-1']],
    ['UBIGINT', ['1', '18446744073709551615'], ['1', '18446744073709551615']],
    ['HUGEINT', ['-1', '18446744073709551615'], ['-1', '18446744073709551615']],
    ['HUGEINT', ['-170141183460469231731687303715884105728'], ['-170141183460469231731687303715884105728']],
    ['DOUBLE', ['1', '170141183460469231731687303715884105728'], ['1.0', '1.7014118346046923e+38']],
    ['DOUBLE', ['1', '2.5', '-1e-3'], ['1.0', '2.5', '-0.001']],
    ['DOUBLE', ['1.0'], ['1.0']],
    ['VARCHAR', ['"a"', '"żółć 🦆"', '"\\ud83e\\udd86\\n\\"\\\\"', '""'], ['a', 'żółć 🦆', '🦆\n"\\', '']],
    ['VARCHAR', ['null', 'null'], ['null', 'null']],
    ['DATE', ['"2024-02-29"', '"1600-01-01"'], ['2024-02-29', '1600-01-01']],
    ['VARCHAR', ['"2024-02-29"', '"2023-02-29"'], ['2024-02-29', '2023-02-29']],
    [
      'TIMESTAMP',
      ['"2024-02-29"', '"2024-02-29T12:00:00.5Z"', '"2024-02-29 12:00+02:00"'],
      ['2024-02-29 00:00:00', '2024-02-29 12:00:00.5', '2024-02-29 10:00:00'],
    ],
    ['TIME', ['"12:34:56"', '"00:00:00.000001"'], ['12:34:56', '00:00:00.000001']],
    ['UUID', ['"ffffffff-0000-4000-8000-0123456789ab"'], ['ffffffff-0000-4000-8000-0123456789ab']],
    ['BIGINT[]', ['[1,null]', '[]', 'null'], ['[1, NULL]', '[]', 'null']],
    ['DOUBLE[][]', ['[[1],[]]', '[[2.5],null]'], ['[[1.0], []]', '[[2.5], NULL]']],
    ['VARCHAR[]', ['[]'], ['[]']],
    [
      'STRUCT(a BIGINT, b VARCHAR, d DATE)',
      ['{"a":1,"b":"x"}', 'null', '{"d":"2024-01-01","a":null}'],
      ["{'a': 1, 'b': x, 'd': NULL}", 'null', "{'a': NULL, 'b': NULL, 'd': 2024-01-01}"],
    ],
    ['STRUCT(k BIGINT, K_1 BIGINT, _ BIGINT)', ['{"k":1,"K":2,"":3}'], ["{'k': 1, 'K_1': 2, '_': 3}"]],
    ['STRUCT(a BIGINT)[]', ['[{"a":1},{},null]'], ["[{'a': 1}, {'a': NULL}, NULL]"]],
    ['VARCHAR', ['{}'], ['{}']],
    ['VARCHAR', ['1', '"x"', 'true', '1.50'], ['1', 'x', 'true', '1.50']],
    ['VARCHAR', ['1', '"x"', '{ "a b" : [ 1, "\\" c" ] }'], ['1', '"x"', '{"a b":[1,"\\" c"]}']],
  ])('gives %s for %j', async (type, values, expected) => {
    const { columns } = await load(connection, jsonReader, column(...values));
    expect(columns).toEqual([`c ${type}`]);
    expect(texts(connection, 'SELECT CAST(c AS VARCHAR) FROM t')).toEqual(expected);
  });

  it('makes maps of objects with very many keys of their own', async () => {
    const records = Array.from({ length: 500 }, (_, i) => `{"m":{"k${i}":${i},"all":-1,"k${i}":7}}`);
    const { columns, rows } = await load(connection, ndjsonReader, records.join('\n'));
    expect(columns).toEqual(['m MAP(VARCHAR, BIGINT)']);
    expect(rows[99]).toBe("{'m': {k99=99, all=-1}}");
  });

  it('makes a map of more keys than can be told apart', async () => {
    const members = Array.from({ length: 12_000 }, (_, i) => `"k${i}":${i < 11_000 ? i : '"x"'}`);
    const { columns } = await load(connection, jsonReader, `{"m":{${members.join(',')}}}`);
    expect(columns).toEqual(['m MAP(VARCHAR, VARCHAR)']);
    expect(texts(connection, `SELECT m['k5'] || m['k11999'] || cardinality(m) FROM t`)).toEqual(['5x12000']);
  });

  it('keeps wide records that are all alike as columns', async () => {
    const record = `{${Array.from({ length: 400 }, (_, i) => `"k${i}":${i}`).join(',')}}`;
    const { columns } = await load(connection, jsonReader, `[${record},${record}]`);
    expect(columns).toHaveLength(400);
  });

  it('keeps what is nested beyond use as its text', async () => {
    const { columns } = await load(connection, jsonReader, '{"a":'.repeat(60) + '1' + '}'.repeat(60));
    expect(columns[0]).toMatch(/^a (STRUCT\(a ){23}VARCHAR\)+$/);
  });
});

describe('layouts', () => {
  const rows = ["{'a': 1, 'b': x}", "{'a': 2, 'b': NULL}"];
  it.each([
    ['an array', '[{"a":1,"b":"x"},{"a":2}]'],
    ['an array over lines', '\n[\n  {"a": 1,\n "b": "x"},\n  {"a": 2}\n]\n'],
    ['lines', '{"a":1,"b":"x"}\n{"a":2}\n'],
    ['lines, without the last end, of Windows, with empty ones', '{"a":1,"b":"x"}\r\n\r\n{"a":2}'],
    ['objects one after the other', '{"a":1,\n"b":"x"}{"a":2}'],
    ['a byte order mark', '\ufeff{"a":1,"b":"x"}\n{"a":2}\n'],
  ])('reads %s', async (_name, text) => {
    for (const reader of [jsonReader, ndjsonReader]) {
      if (reader === ndjsonReader && text.startsWith('{"a":1,\n')) continue;
      expect((await load(connection, reader, text)).rows).toEqual(rows);
    }
  });

  it.each([
    ['a single object', '{"a":1}', ['a BIGINT'], ["{'a': 1}"]],
    ['numbers', '[1,2]', ['json BIGINT'], ["{'json': 1}", "{'json': 2}"]],
    ['a scalar', '"x"', ['json VARCHAR'], ["{'json': x}"]],
    ['arrays on lines', '[1]\n[2,3]\n', ['json BIGINT[]'], ["{'json': [1]}", "{'json': [2, 3]}"]],
    ['no records', '[]', ['json VARCHAR'], []],
    ['null among records', '[{"a":1},null]', ['a BIGINT'], ["{'a': 1}", "{'a': NULL}"]],
    ['a key twice: the first', '{"a":1,"a":"x"}', ['a VARCHAR'], ["{'a': 1}"]],
    ['numbers as keys, in their order', '{"z":1,"2":2,"1":3}', ['z BIGINT', '2 BIGINT', '1 BIGINT'], undefined],
    ['keys that differ in case', '{"a":1,"A":2}', ['a BIGINT', 'A_1 BIGINT'], undefined],
    ['an escaped key', '[{"\\u0061":1},{"a":2}]', ['a BIGINT'], ["{'a': 1}", "{'a': 2}"]],
  ])('reads %s', async (_name, text, columns, expected) => {
    const loaded = await load(connection, jsonReader, text);
    expect(loaded.columns).toEqual(columns);
    if (expected) expect(loaded.rows).toEqual(expected);
  });

  it('reads long files in several streams, in order, the array as the lines', async () => {
    const records = Array.from({ length: 200_000 }, (_, i) => `{"n":${i},"s":"text, with ] and } and \\" ${i}"}`);
    for (const text of [records.join('\n'), `[${records.join(',')}]`]) {
      const { rowCount, streamCount } = await load(connection, jsonReader, text);
      expect(rowCount).toBe(200_000);
      expect(streamCount).toBeGreaterThan(2);
      const wrong = `SELECT count(*)::VARCHAR FROM t WHERE n <> rowid OR s <> 'text, with ] and } and " ' || n`;
      expect(texts(connection, wrong)).toEqual(['0']);
    }
  });

  it('tells types from the whole file', async () => {
    const records = Array.from({ length: 100_000 }, (_, i) => `{"n":${i}}`);
    const { columns } = await load(connection, ndjsonReader, [...records, '{"n":"x"}'].join('\n'));
    expect(columns).toEqual(['n VARCHAR']);
  });

  it.each([0, 1, 5, 65_536, 100_000])('reads no more than %d rows', async (rowLimit) => {
    const text = Array.from({ length: 70_000 }, (_, i) => `{"n":${i}}`).join('\n');
    const { rowCount, columns } = await load(connection, ndjsonReader, text, { rowLimit });
    expect([rowCount, columns]).toEqual([Math.min(rowLimit, 70_000), ['n BIGINT']]);
  });

  it('does not look at what is after the rows wanted', async () => {
    const text = '{"a":1}\n'.repeat(3_000) + 'broken';
    expect((await load(connection, ndjsonReader, text, { rowLimit: 10 })).rowCount).toBe(10);
  });

  it('reads files packed by gzip', async () => {
    const packed = gzipSync(new TextEncoder().encode('{"a":1}\n{"a":2}\n'));
    expect((await load(connection, ndjsonReader, packed)).rows).toEqual(["{'a': 1}", "{'a': 2}"]);
  });
});

describe('what is wrong with a file', () => {
  it.each([
    ['{"a":1}\n{"a":2\n{"a":3}\n', 'The JSON on line 2 is broken: an object does not end.'],
    ['{"a":1}\n\n{"a":tru}\n', 'The JSON on line 3 is broken: a word stands there that is not true.'],
    ['{"a":1}\n{"a":2} {"a":3}\n', 'The JSON on line 2 is broken: more than one value is on it.'],
    ['{"a":1}\n{"a":01}\n', 'The JSON on line 2 is broken: a number begins with 0.'],
    ['{"a":1}\n{"a":"\\x"}\n', 'The JSON on line 2 is broken: a string has an escape that there is not.'],
    ['{"a":1}\n{a:1}\n', 'The JSON on line 2 is broken: an object’s key is not in double quotes.'],
    ['[{"a":1},{"a":}]', 'This JSON is broken at byte 14: } stands where a value should.'],
    ['[{"a":1},{"a":NaN}]', 'This JSON is broken at byte 14: N stands where a value should.'],
    ['[{"a":1} {"a":2}]', 'This JSON is broken at byte 9: an array lacks a comma.'],
    ['[{"a":1},{"a":2}', 'The array of this JSON file does not end: it is cut off after 16 bytes.'],
    ['[{"a":1}] [1]', 'Something follows the array of this JSON file, at byte 10.'],
    ['', 'This file is empty.'],
    [' \n ', 'This file is empty.'],
    ['<html></html>', 'This is HTML or XML, no JSON.'],
    ['['.repeat(600) + ']'.repeat(600), 'This JSON is broken at byte 501: values are nested more than 500 deep.'],
  ])('is said of %j', async (text, message) => {
    expect(await complaint(jsonReader, text)).toMatchObject({ code: 'FILE_ERROR', message });
  });

  it('is said with the right line beyond the first part of a long file', async () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => (i === 287_654 ? '{"n":}' : `{"n":${i},"s":"0123456789"}`));
    expect(await complaint(ndjsonReader, lines.join('\n'))).toMatchObject({
      message: 'The JSON on line 287655 is broken: } stands where a value should.',
    });
  });

  it('is said of text that is not UTF-8', async () => {
    const latin = Uint8Array.from('{"a":"\u00e9"}', (letter) => letter.charCodeAt(0));
    expect(await complaint(jsonReader, latin)).toMatchObject({
      message: 'This file is no text in UTF-8 (after byte 0).',
    });
    const wide = Uint8Array.from(new Uint8Array(Uint16Array.from([0xfeff, 0x7b, 0x7d]).buffer));
    expect(await complaint(jsonReader, wide)).toMatchObject({ message: 'This file is in UTF-16, or no text at all.' });
  });

  const text = `[{"a":1,"b":[1.5,null,{"c":"x\\u00e9"}],"d":"2024-01-01"},{"a":18446744073709551615,"b":[],"e":{"f":true}}]`;

  it('is never a crash: cut off', async () => {
    for (const file of [text, text.slice(1, -1).replace('},{"a', '}\n{"a')]) {
      let read = 0;
      for (const part of beginnings(new TextEncoder().encode(file), file.length)) {
        if (await survives(connection, jsonReader, part)) read++;
      }
      // After the first line, the rest may be missing.
      expect(read).toBe(file.startsWith('[') ? 0 : 2);
    }
  });

  it('is never a crash: damaged', async () => {
    const file = new TextEncoder().encode(text);
    for (const copy of damaged(file, 400)) await survives(connection, jsonReader, copy);
    expect(await survives(connection, jsonReader, file)).toBe(true);
  });

  it('is not that the reading was stopped', async () => {
    const stopping = new AbortController();
    const file = new Blob([Array.from({ length: 400_000 }, (_, i) => `{"n":${i},"s":"0123456789"}`).join('\n')]);
    const streams = ndjsonReader.read(file, { signal: stopping.signal })[Symbol.asyncIterator]();
    expect((await streams.next()).done).toBe(false);
    stopping.abort();
    const rest = async (): Promise<void> => {
      while (!(await streams.next()).done);
    };
    await expect(rest()).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
  });
});
