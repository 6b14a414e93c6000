import playgroundFences from 'dabble/markdown-it';
import { defineConfig } from 'vitepress';

const base = '/docs/';

export default defineConfig({
  title: 'Ducks',
  base,
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    ['link', { rel: 'stylesheet', href: `${base}playground/embed.css` }],
    ['script', { type: 'module', src: `${base}playground/embed.js` }],
  ],
  markdown: { config: (md) => void md.use(playgroundFences) },
  // For the components that write the element themselves; fences need nothing here.
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('sql-playground') } } },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [
      { text: 'Start', link: '/' },
      { text: 'Guide', link: '/guide' },
    ],
  },
});
