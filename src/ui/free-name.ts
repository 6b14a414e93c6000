/** `name`, or with a number before its ending where that is taken: `orders (2).csv`. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const [, stem = name, ending = ''] = /^(.+?)((?:\.[^.]*)?)$/.exec(name) ?? [];
  for (let number = 2; ; number++) {
    const next = `${stem} (${number})${ending}`;
    if (!taken.includes(next)) return next;
  }
}
