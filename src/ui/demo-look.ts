import codeFont from '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url';
import textFont from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import './demo-look.css';

/** Resolves when the fonts are there; where they cannot be had, the page goes on with the system's. */
export const fontsReady: Promise<void> = loadFonts().catch((reason: unknown) => {
  console.warn('The fonts of the demo could not be loaded:', reason);
});

async function loadFonts(): Promise<void> {
  await Promise.all([load('Dabble Demo Text', textFont, '100 900'), load('Dabble Demo Code', codeFont, '100 800')]);
}

async function load(family: string, address: string, weight: string): Promise<void> {
  const { href } = new URL(address, import.meta.url);
  const font = new FontFace(family, `url("${href}")`, { weight, display: 'block' });
  // The page's, also for the element: a font that a shadow root declares is not heard of.
  document.fonts.add(font);
  await font.load();
}
