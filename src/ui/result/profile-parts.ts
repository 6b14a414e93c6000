/** What a profile of a result takes, loaded with the first one. */
export { ProfileRun } from './profile-run.svelte';
export { default as ProfilePanel } from './ProfilePanel.svelte';
