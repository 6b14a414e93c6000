import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import SqlPlayground from './SqlPlayground.vue';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('SqlPlayground', SqlPlayground),
} satisfies Theme;
