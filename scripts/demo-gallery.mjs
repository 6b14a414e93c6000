import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

const folder = join(root, 'demos');

/**
 * @typedef {{ title: string; caption: string; picture: string; fromMs?: number }} Scene
 * @typedef {{ title: string; scenes: Scene[] }} Demo
 * @typedef {{ path: string; theme: string; demo: Demo }} Take
 */

/**
 * Writes `demos/index.html`, a page with all that has been recorded.
 *
 * @returns {string} its path
 */
export function writeGallery() {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'index.html');
  writeFileSync(path, page(foldersIn(folder).map((name) => article(takesOf(name)))));
  return path;
}

/** @param {string} name */
function takesOf(name) {
  const themes = ['light', 'dark'].filter((theme) => existsSync(join(folder, name, theme, 'demo.json')));
  return themes.map((theme) => ({
    path: `${name}/${theme}`,
    theme,
    demo: /** @type {Demo} */ (JSON.parse(readFileSync(join(folder, name, theme, 'demo.json'), 'utf8'))),
  }));
}

/** @param {Take[]} takes of one demo */
function article(takes) {
  const [first] = takes;
  if (!first) return '';
  return `<article><h2>${escaped(first.demo.title)}</h2>${takes.map(section).join('')}</article>`;
}

/** @param {Take} take */
function section({ path, theme, demo }) {
  const texts = ['aria.yml', 'result.md', 'captions.vtt', 'chapters.vtt'].filter((name) => has(path, name));
  return `<div class="take ${theme}">
${has(path, 'video.webm') ? video(path, demo) : `<img class="poster" src="${path}/poster.png" alt="">`}
<ol>${demo.scenes.map((scene) => listItem(path, scene)).join('')}</ol>
<p>${texts.map((name) => `<a href="${path}/${name}">${name}</a>`).join(' · ')}</p>
</div>`;
}

/**
 * @param {string} path
 * @param {Demo} demo
 */
function video(path, { title }) {
  return `<video controls preload="none" width="1280" height="720" poster="${path}/poster.png" src="${path}/video.webm" aria-label="${escaped(title)}">
<track kind="captions" srclang="en" label="English" src="${path}/captions.vtt">
<track kind="chapters" srclang="en" src="${path}/chapters.vtt">
</video>`;
}

/**
 * @param {string} path
 * @param {Scene} scene
 */
function listItem(path, { title, caption, picture, fromMs }) {
  const name = escaped(title);
  const heading =
    fromMs === undefined ? `<strong>${name}</strong>` : `<button data-seconds="${fromMs / 1000}">${name}</button>`;
  return `<li><a href="${path}/${picture}"><img src="${path}/${picture}" loading="lazy" alt="The end of: ${name}"></a>
${heading}<p>${escaped(caption)}</p></li>`;
}

/** @param {string[]} articles */
function page(articles) {
  const radios = ['auto', 'light', 'dark'].map(
    (theme, index) =>
      `<label><input type="radio" name="theme" id="${theme}"${index === 0 ? ' checked' : ''}> ${theme}</label>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Demos of Dabble</title>
<style>${readFileSync(new URL('demo-gallery.css', import.meta.url), 'utf8')}</style>
</head>
<body>
<header><h1>Demos of Dabble</h1><fieldset><legend>Theme</legend>${radios.join('')}</fieldset></header>
<main>${articles.join('\n')}</main>
<script>
addEventListener('click', ({ target }) => {
  const button = target.closest('[data-seconds]');
  const video = button?.closest('.take').querySelector('video');
  if (!video) return;
  video.scrollIntoView({ block: 'nearest' });
  video.currentTime = Number(button.dataset.seconds);
  video.play();
});
</script>
</body>
</html>
`;
}

/** @param {string} parent */
function foldersIn(parent) {
  const entries = readdirSync(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/**
 * @param {string} path
 * @param {string} name
 */
function has(path, name) {
  return existsSync(join(folder, path, name));
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
