import { isDemo } from '../client/demo-mode';

/** Gives a demo its look; resolves when it has it, or cannot have it. Undefined where the page is no demo. */
export function takeDemoLook(): Promise<void> | undefined {
  if (!isDemo()) return undefined;
  return import('./demo-look').then(
    ({ fontsReady }) => fontsReady,
    (reason: unknown) => {
      console.warn('The demo looks like any page:', reason);
    },
  );
}
