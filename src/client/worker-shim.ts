/** What the shim tells before the worker itself does: its script could not be imported. */
export interface ShimFailure {
  isShimFailure: true;
  /** Directives that refused something meanwhile. */
  refused: string[];
}

/**
 * The source of a worker that imports the real one from another origin, which browsers do not start workers from. It imports it
 * as scripts import, so that `script-src` has to allow it and not `worker-src`; and keeps what the page says until it is there.
 */
export function shimSource(address: string): string {
  return `
const early = [];
const refused = [];
const keep = (event) => void early.push(event.data);
const note = ({ effectiveDirective }) => void refused.push(effectiveDirective);
addEventListener('message', keep);
addEventListener('securitypolicyviolation', note);
import(${JSON.stringify(address)}).then(
  () => {
    removeEventListener('message', keep);
    removeEventListener('securitypolicyviolation', note);
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  // Later, because the event comes after the refusal.
  () => setTimeout(() => postMessage({ isShimFailure: true, refused }), 50),
);`;
}

/** Calls `onFailure` when the shim gives up; nobody else hears of that. */
export function hearShim(worker: Worker, onFailure: (failure: ShimFailure) => void): void {
  worker.addEventListener('message', (event: MessageEvent<object>) => {
    if (!isShimFailure(event.data)) return;
    event.stopImmediatePropagation();
    onFailure(event.data);
  });
}

function isShimFailure(data: object): data is ShimFailure {
  return 'isShimFailure' in data;
}
