import type { Plugin } from 'vite';

const adopted = /^\0adopted:(.*)\.js$/;
const styles = /(?:\.css|[?&]lang\.css)$/;

/**
 * For the element's build: a stylesheet that a module imports becomes text that its shadow roots adopt (embed/shadow-styles.ts).
 * A `<link>` in the page's head would not reach them, and a `<style>` element is what strict content policies refuse.
 */
export function shadowStyles(): Plugin {
  return {
    name: 'dabble:shadow-styles',
    enforce: 'pre',
    resolveId: {
      filter: { id: styles },
      async handler(source, importer) {
        if (/[?&]inline\b/.test(source)) return undefined;
        const resolved = await this.resolve(source, importer, { skipSelf: true });
        return resolved && { id: `\0adopted:${encodeURIComponent(resolved.id)}.js`, moduleSideEffects: true };
      },
    },
    load: {
      filter: { id: adopted },
      handler(id) {
        // Encoded, so that no other plugin takes the address for one of its own.
        const [path = '', query] = decodeURIComponent(adopted.exec(id)?.[1] ?? '').split('?');
        // Svelte knows its own styles by how their addresses end.
        const inlined = JSON.stringify(`${path}?inline${query === undefined ? '' : `&${query}`}`);
        return `import styles from ${inlined};\nimport { adoptStyles } from '/src/embed/shadow-styles.ts';\nadoptStyles(styles);\n`;
      },
    },
    transform: {
      filter: { id: /[?&]inline\b/ },
      handler: (code) => ({ code: withOwnRem(withoutFonts(code)), map: null }),
    },
  };
}

/** Fonts that a shadow root declares are not heard of: editor/codicons.ts declares Monaco's. */
function withoutFonts(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*\}/g, '');
}

/** A page may give its root any font size; `rem` in our styles means the element's own. */
function withOwnRem(css: string): string {
  return css
    .split('\n')
    .map((line) =>
      /^\s*@(?:media|container)/.test(line)
        ? line.replace(/([\d.]+)rem\b/g, (_, rems: string) => `${Number(rems) * 16}px`)
        : line.replace(/(-?[\d.]+)rem\b/g, 'calc($1 * var(--rem))'),
    )
    .join('\n');
}
