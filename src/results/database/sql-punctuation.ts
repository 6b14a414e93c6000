/** A comma or bracket of SQL that is in no string or name; brackets are as deep as what they are in. */
export interface Punctuation {
  token: string;
  index: number;
  depth: number;
}

/** Commas and brackets, from a place on. */
export function* punctuationOf(sql: string, from = 0): Generator<Punctuation, void> {
  let depth = 0;
  for (const { 0: token, index } of sql.slice(from).matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()[\]{},]/g)) {
    if (token.length > 1) continue;
    if (')]}'.includes(token)) depth--;
    yield { token, index: from + index, depth };
    if ('([{'.includes(token)) depth++;
  }
}
