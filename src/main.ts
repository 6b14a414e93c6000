import { mount } from 'svelte';
import { readContent } from './client/address';
import { readOptions } from './client/address-options';
import { sharedSession } from './client/shared-session';
import { Frame } from './driver/frame';
import { installDriver } from './driver/install';
import { SqlRuns } from './driver/sql-runs';
import App from './ui/App.svelte';
import { watchNeededHeight } from './ui/needed-height';
import { Playground } from './ui/playground.svelte';
import './ui/tokens.css';
import './ui/base.css';

const { options, problems } = readOptions(location.search);
const client = sharedSession();
const isFramed = window.parent !== window;
const playground = new Playground(client, { ...options, isFramed });
const runs = new SqlRuns(client, playground);
installDriver(client, playground, runs);

async function openContent(before: readonly string[] = []): Promise<void> {
  const { hash } = location;
  const { content, problem } = await readContent(hash);
  // Another one has come meanwhile.
  if (hash !== location.hash) return;
  playground.open(hash, content, problem === undefined ? before : [...before, problem]);
}

async function start(target: HTMLElement): Promise<void> {
  await openContent(problems);
  addEventListener('hashchange', () => void openContent());
  mount(App, { target, props: { playground } });
  if (isFramed) {
    const frame = new Frame(window.parent, client, playground, runs);
    playground.runner.onEnd = (end) => {
      frame.ended(end());
    };
    watchNeededHeight(target, (height) => {
      frame.resized(height);
    });
  }
  // Not what comes later into a page that is open: there may be something in it by then that a link should not read unasked.
  if (options.run) void playground.start('reader');
}

const target = document.getElementById('app');
if (target) void start(target);
