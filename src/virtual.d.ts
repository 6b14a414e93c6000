/** Made by engine-assets.plugin.ts. */
declare module 'virtual:engine-assets' {
  import type { EngineAssets } from './protocol/session';

  export const engineAssets: EngineAssets;
}
