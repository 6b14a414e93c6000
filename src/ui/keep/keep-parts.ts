/** All of the page that has to do with what is kept, or taken along: loaded together, when somebody wants any of it. */
export { default as DatabasePanel } from './DatabasePanel.svelte';
export { Databases } from './databases.svelte';
export { exportDatabase } from './export-database';
export { FileKeeper } from './file-keeper.svelte';
export { default as HomeNotice } from './HomeNotice.svelte';
