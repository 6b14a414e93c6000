import { mount } from 'svelte';
import { readContent } from './client/address';
import { readOptions } from './client/address-options';
import { markCalm, markDemo } from './client/demo-mode';
import { sharedSession } from './client/shared-session';
import { Frame } from './driver/frame';
import { installDriver } from './driver/install';
import { SqlRuns } from './driver/sql-runs';
import App from './ui/App.svelte';
import { takeDemoLook } from './ui/demo';
import { mayKeep } from './ui/page-options';
import { watchNeededHeight } from './ui/needed-height';
import { Playground } from './ui/playground.svelte';
import './ui/tokens.css';
import './ui/base.css';
import './ui/button.css';

const { options, problems } = readOptions(location.search);
if (options.isDemo) markDemo();
if (options.isCalm) markCalm();
const look = takeDemoLook();
const client = sharedSession();
const isFramed = window.parent !== window;
const playground = new Playground(client, { ...options, isFramed });
const runs = new SqlRuns(client, playground);
installDriver(client, playground, runs, mayKeep(playground.page));

/** Shows what the fragment brings. False if it brings something that cannot be read. */
async function openContent(before: readonly string[] = []): Promise<boolean> {
  const { hash } = location;
  const { content, problem } = await readContent(hash);
  // Another one has come meanwhile.
  if (hash !== location.hash) return false;
  playground.open(hash, content, problem === undefined ? before : [...before, problem]);
  return problem === undefined;
}

async function start(target: HTMLElement): Promise<void> {
  const opening = openContent(problems);
  addEventListener('hashchange', () => void openContent());
  // It listens from now on: the framing page may call as soon as this one has loaded, and unpacking a link takes longer.
  const frame = isFramed ? new Frame(window.parent, client, playground, runs, opening) : undefined;
  const isReadable = await opening;
  // Monaco measures characters, and what is drawn once in another font has been seen.
  await look;
  mount(App, { target, props: { playground } });
  if (frame) {
    playground.runner.onEnd = (end) => {
      frame.ended(end());
    };
    watchNeededHeight(target, (height) => {
      frame.resized(height);
    });
  }
  // Not what comes later into a page that is open: there may be something in it by then that a link should not read unasked.
  // Nor what was in the editor before, in place of a link that cannot be read.
  if (options.run && isReadable) void playground.start('reader');
}

const target = document.getElementById('app');
if (target) void start(target);
