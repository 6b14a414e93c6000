import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import playgroundFences from 'dabble/remark';

const base = '/docs/';

export default defineConfig({
  site: 'https://ducks.example',
  base,
  markdown: { remarkPlugins: [playgroundFences] },
  integrations: [
    starlight({
      title: 'Ducks',
      favicon: 'favicon.svg',
      head: [
        { tag: 'link', attrs: { rel: 'stylesheet', href: `${base}playground/embed.css` } },
        { tag: 'script', attrs: { type: 'module', src: `${base}playground/embed.js` } },
      ],
      components: { Head: './src/components/Head.astro' },
      sidebar: [
        { label: 'Start', link: '/' },
        { label: 'Guide', link: '/guide/' },
      ],
    }),
  ],
});
