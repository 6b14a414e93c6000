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
      head: [{ tag: 'script', attrs: { type: 'module', src: `${base}playground/embed.js` } }],
      customCss: ['./src/playground.css'],
      components: { Head: './src/components/Head.astro' },
      sidebar: [
        { label: 'Start', link: '/' },
        { label: 'Guide', link: '/guide/' },
      ],
    }),
  ],
});
