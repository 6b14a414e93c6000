/** All of the page that has to do with kept databases: loaded together, when somebody wants any of it. */
export { default as DatabasePanel } from './DatabasePanel.svelte';
export { Databases } from './databases.svelte';
export { default as HomeNotice } from './HomeNotice.svelte';
