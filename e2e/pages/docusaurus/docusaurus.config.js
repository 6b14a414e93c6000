import playgroundFences from 'dabble/remark';

const baseUrl = '/docs/';

export default {
  title: 'Ducks',
  url: 'https://ducks.example',
  baseUrl,
  favicon: 'data:,',
  trailingSlash: true,
  onBrokenLinks: 'throw',
  stylesheets: [`${baseUrl}playground/embed.css`],
  scripts: [{ src: `${baseUrl}playground/embed.js`, type: 'module' }],
  presets: [
    [
      'classic',
      {
        docs: { routeBasePath: '/', sidebarPath: undefined, remarkPlugins: [playgroundFences] },
        blog: false,
        pages: false,
      },
    ],
  ],
  themes: [['@easyops-cn/docusaurus-search-local', { docsRouteBasePath: '/', indexBlog: false, hashed: false }]],
  themeConfig: {
    navbar: { title: 'Ducks' },
    prism: { additionalLanguages: ['sql'] },
  },
};
