// What every browser test needs: dependencies, a Chromium, a current build.
import { ensureBrowser } from './browser.mjs';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';

ensureDependencies();
ensureBrowser();
ensureBuild();
