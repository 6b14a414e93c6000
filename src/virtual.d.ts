/** Made by engine-assets.plugin.ts. */
declare module 'virtual:engine-assets' {
  // An ambient module cannot hold a relative import statement.
  export const engineAssets: import('./protocol/session').EngineAssets;
}
