/** What Monaco's own types leave out of what we use. */
declare module 'monaco-editor/platform/configuration/common/configuration.js' {
  /** Names the service. */
  export const IConfigurationService: unique symbol;
}

declare module 'monaco-editor/editor/standalone/browser/standaloneServices.js' {
  export const StandaloneServices: {
    get(service: unknown): { updateValue(key: string, value: unknown): Promise<void> };
  };
}
