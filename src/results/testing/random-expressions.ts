/** Rows of 64 random bits each in `h`, `g` and `k`, the same in every run, numbered by `i`. */
export const RANDOM_ROWS = (count: number): string =>
  `(SELECT i, hash(i) AS h, hash(i + 1000000000) AS g, hash(i + 2000000000) AS k FROM range(${count}) r(i))`;

// Of all magnitudes: random bits, shifted by a random distance.
const INT64 = '(((h::HUGEINT - 9223372036854775808) // (1::HUGEINT << (g % 64)::INT))::BIGINT)';
const UINT64 = '(h >> (g % 64))';
const INT128 = '((h::HUGEINT - 9223372036854775808) * (g >> 1)::HUGEINT * 2 + (k % 2)::HUGEINT)';
const SMALLER_INT128 = `(${INT128} // (1::HUGEINT << (k % 126)::INT))`;
const SIGN = "if(g % 2 = 0, '-', '')";

/** Any number of digits, as text with its point. */
function decimal(width: number, scale: number): string {
  const unscaled = `(${INT128} % ${'9'.repeat(width)}::HUGEINT // (1::HUGEINT << (k % ${width * 3})::INT))`;
  const digits = `lpad(abs(${unscaled})::VARCHAR, ${width}, '0')`;
  return `(${SIGN} || left(${digits}, ${width - scale}) || '.' || right(${digits}, ${scale}))::DECIMAL(${width}, ${scale})`;
}

const DECIMALS = Object.fromEntries(
  [
    [4, 0],
    [4, 1],
    [4, 4],
    [9, 4],
    [9, 9],
    [18, 0],
    [18, 6],
    [18, 18],
    [38, 0],
    [38, 10],
    [38, 38],
  ].map(([width = 0, scale = 0]) => [`DECIMAL (${width}, ${scale})`, decimal(width, scale)]),
);

// Characters of one to four bytes, all that nested values quote or escape, space of all kinds, NUL, a byte order mark.
const CHARACTERS = Array.from(
  `abcXYZ019 "'(),:=[]{}\\;/|nul\t\n\v\f\r\0\u001c\u0085\u00a0\u00e9\u0416\u3000\ufeff\u{1f986}`,
  (character) => `chr(${character.codePointAt(0) ?? 0})`,
);
const CHARACTER_LIST = `[${CHARACTERS.join(', ')}]`;

/** Text of up to `length` characters. */
const text = (length: number, seed: string): string =>
  `coalesce(array_to_string(list_transform(range((${seed} % ${length + 1})::BIGINT), ` +
  `lambda j: ${CHARACTER_LIST}[1 + (hash(j * 31 + ${seed}::HUGEINT % 1000000007) % ${CHARACTERS.length})::INT]), ''), '')`;

const MICROS = `greatest(${INT64}, -9223372022400000000)`;
const TIME =
  "(TIME '00:00:00' + to_microseconds((h % 86400000000 // if(k % 2 = 0, 1, 1000000) * if(k % 2 = 0, 1, 1000000))::BIGINT))";
const OFFSET =
  "printf('%s%02d:%02d:%02d', if(k % 2 = 0, '+', '-'), (k % 16)::INT, if(g % 3 = 0, 0, k % 60)::INT, if(g % 2 = 0, 0, h % 60)::INT)";
const LABELS = (count: number): string =>
  `ENUM(${Array.from({ length: count }, (_, i) => `'label, ${i}'`).join(', ')})`;

/** An SQL expression over `RANDOM_ROWS` for each scalar kind; what follows the kind's name tells several of it apart. */
export const scalarExpressions: Record<string, string> = {
  BOOLEAN: 'h % 2 = 0',
  TINYINT: '((h % 256)::INT - 128)::TINYINT',
  SMALLINT: '((h % 65536)::INT - 32768)::SMALLINT',
  INTEGER: '((h % 4294967296)::BIGINT - 2147483648)::INTEGER',
  BIGINT: INT64,
  UTINYINT: '(h % 256)::UTINYINT',
  USMALLINT: '(h % 65536)::USMALLINT',
  UINTEGER: '(h % 4294967296)::UINTEGER',
  UBIGINT: UINT64,
  HUGEINT: SMALLER_INT128,
  UHUGEINT:
    '((h::UHUGEINT * 18446744073709551616::UHUGEINT + g::UHUGEINT) // (1::UHUGEINT << (k % 128)::INT::UHUGEINT))',
  ...DECIMALS,
  FLOAT:
    'try_cast((h % (1::UBIGINT << 24))::DOUBLE * if(g % 2 = 0, 1, -1) * pow(2.0, (k % 277)::DOUBLE - 149 - 24) AS FLOAT)',
  'FLOAT integers': '(h % (1::UBIGINT << (g % 40)))::FLOAT',
  'FLOAT fractions': '((h % 100000000)::DOUBLE / pow(10.0, (k % 12)::DOUBLE))::FLOAT',
  'FLOAT powers of two': 'pow(2.0, (i % 277 - 149)::DOUBLE)::FLOAT',
  DOUBLE: '(h % (1::UBIGINT << 53))::DOUBLE * if(g % 2 = 0, 1, -1) * pow(2.0, (k % 2098)::DOUBLE - 1074 - 53)',
  'DOUBLE integers': '(h % (1::UBIGINT << (g % 64)))::DOUBLE',
  'DOUBLE fractions': '(h % 100000000)::DOUBLE / pow(10.0, (k % 20)::DOUBLE)',
  // Without the three that the engine prints wrongly.
  'DOUBLE powers of two': 'if(i % 2098 - 1074 IN (81, 91, 807), 0, pow(2.0, (i % 2098 - 1074)::DOUBLE))',
  DATE: "DATE '1970-01-01' + ((h % 4294000000)::BIGINT - 2147000000 >> (g % 32)::INT)::INT",
  'DATE of our years': "DATE '0001-01-01' + (h % 4000000)::INT - 400000",
  TIME,
  TIMETZ: `(${TIME}::VARCHAR || ${OFFSET})::TIMETZ`,
  TIMESTAMP: `make_timestamp(${MICROS})`,
  TIMESTAMP_S: `make_timestamp(${MICROS})::TIMESTAMP_S`,
  TIMESTAMP_MS: `make_timestamp(${MICROS})::TIMESTAMP_MS`,
  TIMESTAMP_NS: `make_timestamp_ns(greatest(${INT64}, -9223286400000000000))`,
  TIMESTAMPTZ: `make_timestamp(${MICROS})::TIMESTAMPTZ`,
  INTERVAL:
    `to_months(((h % 4294967296)::BIGINT - 2147483648 >> (k % 33)::INT)::INT) + ` +
    `to_days(((g % 4294967296)::BIGINT - 2147483648 >> (h % 33)::INT)::INT) + to_microseconds(${INT64})`,
  'INTERVAL of one unit':
    'if(h % 3 = 0, to_months((g % 30)::INT - 15), if(h % 3 = 1, to_days((g % 5)::INT - 2), to_seconds((g % 5)::INT - 2)))',
  UUID: 'md5(h::VARCHAR)::UUID',
  VARCHAR: text(40, 'h'),
  BLOB: 'unhex(left(sha256(h::VARCHAR), 2 * (g % 33)::INT))',
  BIT: "right(lpad(bin(h) || bin(g), 128, '0'), 1 + (k % 100)::INT)::BIT",
  BIGNUM: `(${SIGN} || left(h::VARCHAR || g::VARCHAR || repeat(k::VARCHAR, 20), 1 + (k % 400)::INT))::BIGNUM`,
  ENUM: `('label, ' || h % 3)::${LABELS(3)}`,
  'ENUM of two bytes': `('label, ' || h % 300)::${LABELS(300)}`,
  TEXT: `${text(20, 'h')}::VARIANT`,
};

const orNull = (expression: string, seed: string): string => `if(${seed} % 5 = 0, NULL, ${expression})`;

/** Up to five texts, some of them NULL. */
const TEXTS = `list_transform(range((k % 6)::BIGINT), lambda m: ${orNull(text(14, '(h // 2 + m::UBIGINT)'), '(g + m::UBIGINT)')})`;
const NUMBERS = `list_transform(range((h % 6)::BIGINT), lambda m: if(m % 5 = 3, NULL, (g % 1000)::INT - m))`;
const KEYS = `list_distinct(list_transform(range((k % 6)::BIGINT), lambda m: ${text(6, '(h // 2 + m::UBIGINT)')}))`;
const STAMP = 'make_timestamp((h % 4000000000000000)::BIGINT // 1000000 * 1000000)';
const UNION = 'UNION(num INTEGER, str VARCHAR, stamp TIMESTAMP, parts VARCHAR[])';
const AS_UNION =
  `CASE h % 4 WHEN 0 THEN ${orNull('(g % 100)::INT', 'k')}::${UNION} WHEN 1 THEN ${orNull(text(6, 'k'), 'g')}::${UNION} ` +
  `WHEN 2 THEN ${STAMP}::${UNION} ELSE ${TEXTS}::${UNION} END`;

/** SQL expressions over `RANDOM_ROWS` whose values are made of values. */
export const nestedExpressions: Record<string, string> = {
  'list of short texts': `[${orNull(text(3, 'h'), 'g')}, ${orNull(text(3, 'g'), 'h')}, ${text(1, 'k')}]`,
  'list of texts': orNull(TEXTS, 'g'),
  'filtered list': `list_filter(${NUMBERS}, lambda n: n % 2 = 0)`,
  'sorted and repeated list': `list_concat(list_sort(${TEXTS}), ${TEXTS})`,
  'list of lists': `[${NUMBERS}, NULL, ${orNull(NUMBERS, 'k')}]`,
  'list of dates and their like': `[{'d': DATE '1970-01-01' + ((h % 2000000)::INT - 1000000), 't': ${STAMP}, 'i': to_seconds((g % 100)::INT)}]`,
  'list of blobs': "[unhex(left(sha256(h::VARCHAR), 2 * (g % 20)::INT)), NULL, ''::BLOB]",
  'list of numbers': `[h::DOUBLE / g::DOUBLE, (g % 1000)::DOUBLE, 'nan', NULL]`,
  'list of decimals': `[${decimal(18, 6)}, NULL]`,
  'list of enums': `[('label, ' || h % 3)::${LABELS(3)}, NULL]`,
  struct: orNull(
    `{'a': ${orNull(text(5, 'h'), 'k')}, 'b c': ${orNull('(g % 100)::INT', 'h')}, 'it''s \\': ${TEXTS}}`,
    'g',
  ),
  'struct of struct': `{'a': {'b': ${text(5, 'h')}, 'c': {'d': ${NUMBERS}}}}`,
  tuple: `(${text(5, 'h')}, ${orNull('(g % 100)::INT', 'h')}, (1, ${text(2, 'k')}))`,
  map: orNull(`MAP(${KEYS}, list_transform(${KEYS}, lambda n: if(strlen(n) % 3 = 0, NULL, 'v' || n)))`, 'g'),
  'map of numbers': `MAP(list_distinct(list_filter(${NUMBERS}, lambda n: n IS NOT NULL)), list_distinct(list_filter(${NUMBERS}, lambda n: n IS NOT NULL)))`,
  'map with nested keys': `MAP {${NUMBERS}: {'x': ${text(4, 'h')}}}`,
  union: orNull(AS_UNION, 'k'),
  'list of unions': `[${AS_UNION}, NULL, ${AS_UNION}]`,
  array: `${orNull(`[${orNull(text(4, 'h'), 'k')}, ${orNull(text(14, 'g'), 'h')}, NULL]`, 'g')}::VARCHAR[3]`,
  'array of arrays': `[[(h % 9)::INT, NULL], ${orNull('[1, (g % 9)::INT]', 'k')}, [2, 3]]::INT[2][3]`,
  'list of arrays':
    'list_transform(range((k % 4)::BIGINT), lambda m: if(m = 2, NULL, [m, (g % 5)::BIGINT]))::BIGINT[2][]',
  'array of lists of structs': `[[{'a': ${text(3, 'h')}}], ${orNull(`[{'a': ${text(3, 'g')}}, NULL]`, 'h')}]::STRUCT(a VARCHAR)[][2]`,
  'bare nulls': '[NULL, NULL]',
};
