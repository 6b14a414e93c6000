import address from 'monaco-editor/codicon.ttf?url';

let isDeclared = false;

/** Declares Monaco's icons for the whole page: a font that a shadow root declares is not heard of. It loads when it is first used. */
export function declareCodicons(): void {
  if (isDeclared) return;
  isDeclared = true;
  const { href } = new URL(address, import.meta.url);
  document.fonts.add(new FontFace('codicon', `url("${href}")`, { display: 'block' }));
}
