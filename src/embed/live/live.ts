/** The part of a playground that is loaded on first intent: the session, running, results. */
import { mount, unmount } from 'svelte';
import { sharedSession } from '../../client/shared-session';
import type { LiveHost, LivePart } from '../live-part';
import EmbedResults from './EmbedResults.svelte';
import { EmbedRun } from './embed-run.svelte';

export function goLive(host: LiveHost): LivePart {
  const client = sharedSession(host.options.assetsUrl);
  const run = new EmbedRun(client, host);
  let drawn: Record<string, unknown> | undefined;
  let stop: (() => void) | undefined;
  return {
    ready: () => client.ready(),
    run: () => run.run(),
    cancel: () => run.cancel(),
    reset: () => run.reset(),
    get result() {
      return run.result;
    },
    attach() {
      if (drawn) return;
      stop = run.follow();
      drawn = mount(EmbedResults, { target: host.resultArea, props: { run } });
    },
    detach() {
      stop?.();
      if (drawn) void unmount(drawn);
      drawn = undefined;
    },
    update() {
      run.update();
    },
  };
}
