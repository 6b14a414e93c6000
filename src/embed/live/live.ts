/** The part of a playground that is loaded on first intent: the session, running, results. */
import { mount, unmount } from 'svelte';
import '../../ui/button.css';
import { sharedSession } from '../../client/shared-session';
import { takeDemoLook } from '../../ui/demo';
import type { LiveHost, LivePart } from '../live-part';
import EmbedResults from './EmbedResults.svelte';
import { EmbedRun } from './embed-run.svelte';
import { Exercise } from './exercise/exercise.svelte';
import { readExercise } from './exercise/exercise-content';
import ExercisePanel from './exercise/ExercisePanel.svelte';
import { toCheckResult } from './exercise/verdict';
import { markdownOf } from './markdown';
import { knowledgeOf } from './namespace-knowledge';

export { fillMenu } from './menu';

const look = takeDemoLook();

export function goLive(host: LiveHost): LivePart {
  const client = sharedSession(host.options.assetsUrl, host.options.extensionsUrl);
  const run = new EmbedRun(client, host);
  const task = readExercise(host.element);
  const exercise = task && new Exercise(run, task);
  let drawn: Record<string, unknown>[] = [];
  let stop: (() => void) | undefined;
  return {
    get knowledge() {
      return knowledgeOf(client, run.namespace);
    },
    ready: () => client.ready(),
    // In a demo, rows are drawn in its fonts from the first on.
    run: (signal) => (look ? look.then(() => run.run(signal)) : run.run(signal)),
    async reset() {
      exercise?.forget();
      await run.reset();
    },
    async check() {
      const verdict = run.result && (await exercise?.check(run.result));
      return verdict && toCheckResult(verdict);
    },
    showHint: () => exercise?.showHint(),
    showSolution: () => exercise?.showSolution(),
    markdown: () => markdownOf(run.runner.view),
    attach() {
      if (drawn.length > 0) return;
      stop = run.follow();
      drawn = [mount(EmbedResults, { target: host.resultArea, props: { run } })];
      if (!exercise) return;
      const { checkArea: area } = host;
      const onuse = (sql: string): void => {
        host.write(sql);
        host.element.focus();
      };
      drawn.push(mount(ExercisePanel, { target: area, props: { exercise, area, onuse } }));
    },
    detach() {
      stop?.();
      for (const part of drawn) void unmount(part);
      drawn = [];
    },
    update() {
      run.update();
    },
  };
}
