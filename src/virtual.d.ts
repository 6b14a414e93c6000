/** Made by engine-assets.plugin.ts. */
declare module 'virtual:engine-assets' {
  // An ambient module cannot hold a relative import statement.
  export const engineAssets: import('./protocol/session').EngineAssets;
}

/** Made by embed-parts.plugin.ts. */
declare module 'virtual:live-part' {
  /** Absolute. */
  export const livePartAddress: string;
}

/** `EXTENSIONS_URL` of the build: where the engine finds its extensions. */
declare const __EXTENSIONS_URL__: string | undefined;
