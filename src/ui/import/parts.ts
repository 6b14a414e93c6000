/** What is loaded when somebody brings data. */
export { ImportDesk } from './import-desk.svelte';
export { default as CatalogMenu } from './CatalogMenu.svelte';
export { default as ImportView } from './ImportView.svelte';
