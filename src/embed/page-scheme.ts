import type { ColorScheme } from '../editor/sql-editor';

/** How sites say what they look like: in classes, or in attributes, of the page or of a part of it. */
const darkMarks =
  '.dark,.theme-dark,.dark-mode,.dark-theme,.coal,.navy,.ayu,[data-theme~="dark"],[data-bs-theme="dark"],[data-color-mode="dark"],[data-mode="dark"],[data-md-color-scheme="slate"],[theme="dark"]';
const lightMarks =
  '.light,.theme-light,.light-mode,.light-theme,[data-theme~="light"],[data-bs-theme="light"],[data-color-mode="light"],[data-mode="light"],[data-md-color-scheme="default"],[theme="light"]';

const systemDark = '(prefers-color-scheme: dark)';

/**
 * Whether the page around an element is light or dark. In this order: what the nearest marked ancestor says, its `color-scheme`
 * where that is one scheme alone, the colour that is painted behind it, the system's preference.
 */
export function schemeAround(element: Element): ColorScheme {
  const marked = element.closest(`${darkMarks},${lightMarks}`);
  if (marked) return marked.matches(darkMarks) ? 'dark' : 'light';
  const styled = getComputedStyle(element).colorScheme;
  // What the page says of itself in its head is no element's style.
  const ofPage = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? styled;
  const declared = (styled === 'normal' ? ofPage : styled).replace('only', '').trim();
  if (declared === 'dark' || declared === 'light') return declared;
  for (let at: Element | null = element; at; at = at.parentElement ?? hostOf(at)) {
    const lightness = lightnessOf(getComputedStyle(at).backgroundColor);
    if (lightness !== undefined) return lightness < 0.5 ? 'dark' : 'light';
  }
  // Nothing is painted behind it: that is the browser's own paper, which is dark where the page says that it takes both schemes.
  return declared !== 'normal' && matchMedia(systemDark).matches ? 'dark' : 'light';
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** From 0 to 1; undefined for what is mostly transparent. */
function lightnessOf(color: string): number | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  if (!color.startsWith('rgb') || alpha < 0.5) return undefined;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

/** Who looks as the page around it does. */
export interface SchemeFollower {
  read(): ColorScheme;
  apply(scheme: ColorScheme): void;
}

const followers = new Set<SchemeFollower>();
let stopWatching: (() => void) | undefined;

/** Has the scheme applied whenever the page may have changed its theme; returns how to stop. One set of observers serves all. */
export function followScheme(follower: SchemeFollower): () => void {
  followers.add(follower);
  stopWatching ??= watchPage();
  return () => {
    followers.delete(follower);
    if (followers.size > 0) return;
    stopWatching?.();
    stopWatching = undefined;
  };
}

/** All read before the first changes: styles that have changed since would be computed anew for each. */
function tellFollowers(): void {
  const applications = [...followers].map((follower) => {
    const scheme = follower.read();
    return () => {
      follower.apply(scheme);
    };
  });
  for (const apply of applications) apply();
}

function watchPage(): () => void {
  const observer = new MutationObserver(tellFollowers);
  observer.observe(document.documentElement, { attributes: true });
  observer.observe(document.body, { attributes: true });
  observer.observe(document, { subtree: true, attributeFilter: ['data-theme', 'data-bs-theme', 'data-color-mode'] });
  const preference = matchMedia(systemDark);
  preference.addEventListener('change', tellFollowers);
  // A background that fades is read while it fades.
  const onFaded = ({ propertyName, target }: TransitionEvent): void => {
    const isPage = target === document.body || target === document.documentElement;
    if (isPage && propertyName.startsWith('background')) tellFollowers();
  };
  document.addEventListener('transitionend', onFaded);
  return () => {
    observer.disconnect();
    preference.removeEventListener('change', tellFollowers);
    document.removeEventListener('transitionend', onFaded);
  };
}
