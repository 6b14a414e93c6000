// `npm run demo`: records demos, all or those named, into demos/, with a page to look at them.
//   npm run demo -- first-query               one demo
//   npm run demo -- --stills --theme=dark     pictures and texts only, in seconds; one theme
import { parseArgs } from 'node:util';
import { writeGallery } from './demo-gallery.mjs';
import { demoNames, recordDemos } from './record-demos.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stills: { type: 'boolean' }, theme: { type: 'string', multiple: true } },
});
const unknown = positionals.filter((name) => !demoNames.includes(name));
if (unknown.length > 0) {
  console.error(`There is no demo ${unknown.join(', ')}. There are: ${demoNames.join(', ')}.`);
  process.exit(1);
}

await import('./prepare.mjs');
try {
  await recordDemos({
    names: positionals.length > 0 ? positionals : demoNames,
    ...(values.theme && { themes: values.theme }),
    ...(values.stills && { take: 'stills' }),
  });
} catch (failure) {
  console.error(String(failure));
  process.exitCode = 1;
}
console.log(`\nTo look at: ${writeGallery()}`);
