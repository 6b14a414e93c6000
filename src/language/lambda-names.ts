import type { TokenView } from './token-view';

/** The tokens that mean what a lambda or a list comprehension calls so, its parameters among them. */
export function boundNames(view: TokenView): Set<number> {
  const bound = new Set<number>();
  const bind = (names: readonly number[], start: number, end: number): void => {
    const wanted = new Set(names.map((i) => view.name(i).toLowerCase()));
    for (let i = start; i < end; i++) {
      if (view.isName(i) && view.word(i - 1) !== '.' && wanted.has(view.name(i).toLowerCase())) bound.add(i);
    }
  };
  for (let i = 0; i < view.length; i++) {
    const word = view.word(i);
    if (word === '->' && !/^(?:string|number)$/.test(view.kind(i + 1) ?? '')) {
      const start = view.word(i - 1) === ')' ? view.enclosing(i - 2) : i - 1;
      const names = view.isName(i - 1) ? [i - 1] : view.split(start + 1, i - 1).map((part) => part.start);
      bind(names, Math.max(0, start), argumentEnd(view, i));
    } else if (word === 'lambda') {
      const colon = colonAfter(view, i);
      if (colon !== undefined)
        bind(
          view.split(i + 1, colon).map((part) => part.start),
          i,
          argumentEnd(view, colon),
        );
    } else if (word === 'for' && view.word(view.enclosing(i)) === '[') {
      const open = view.enclosing(i);
      const names = [i + 1, ...(view.word(i + 2) === ',' ? [i + 3] : [])];
      if (view.word((names.at(-1) ?? i) + 1) === 'in') bind(names, open + 1, view.closing(open));
    }
  }
  return bound;
}

/** Where the argument ends that a token is in. */
function argumentEnd(view: TokenView, at: number): number {
  let i = at + 1;
  while (i < view.length && !/^[,)\]}]$/.test(view.word(i))) i = view.next(i);
  return Math.min(i, view.length);
}

function colonAfter(view: TokenView, at: number): number | undefined {
  for (let i = at + 1; view.isName(i) || view.word(i) === ','; i++) if (view.word(i + 1) === ':') return i + 1;
  return undefined;
}
