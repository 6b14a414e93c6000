import type { Plugin } from 'vite';

const partId = '\0virtual:live-part';
const preloadId = '\0vite/preload-helper.js';
const placeholder = '__LIVE_PART_FILE__';

/**
 * For the element's build: what its parts know of each other. `virtual:live-part` has the address of the part that is loaded on
 * first intent, for who has to find out why it does not come. And parts are imported plainly: Vite's helper would preload their
 * styles and imports, which they do not have, and weighs as much as a tenth of the script.
 */
export function embedParts(): Plugin {
  return {
    name: 'dabble:embed-parts',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^virtual:live-part$/ },
      handler: () => partId,
    },
    load: {
      filter: { id: [new RegExp(`^${partId}$`), new RegExp(`^${preloadId}$`)] },
      handler(id) {
        if (id === preloadId) return 'export const __vitePreload = (load) => load();\n';
        // The address has a name because Vite rewrites what looks like `new URL(…, import.meta.url)`.
        return `const here = import.meta.url;\nexport const livePartAddress = new URL('${placeholder}', here).href;\n`;
      },
    },
    renderChunk(code, _chunk, _options, { chunks }) {
      if (!code.includes(placeholder)) return null;
      const live = Object.values(chunks).find(({ facadeModuleId }) => facadeModuleId?.endsWith('/embed/live/live.ts'));
      if (!live) throw new Error('The part that is loaded on first intent is in no chunk of its own.');
      return code.replace(placeholder, live.fileName.slice(live.fileName.lastIndexOf('/') + 1));
    },
  };
}
