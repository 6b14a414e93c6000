import { mount } from 'svelte';
import { sharedSession } from './client/shared-session';
import { installDriver } from './driver/install';
import App from './ui/App.svelte';
import { Playground } from './ui/playground.svelte';
import './ui/tokens.css';
import './ui/base.css';

const client = sharedSession();
const playground = new Playground(client);
installDriver(client, playground);

const target = document.getElementById('app');
if (target) mount(App, { target, props: { playground } });
