/** What requests of this room go through: the browser's network, or a test's. */
export interface Network {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** False where the browser knows that it has no network at all. */
  isOnline: () => boolean;
  /** Of the page that asks: decides which addresses are its own, and which are mixed content. */
  origin: string;
  watchPolicy: (url: string) => PolicyWatch;
}

/** Notices when the page's content security policy refuses an address. */
export interface PolicyWatch {
  /** The directive that refused it, once that would have been told. */
  refusal: () => Promise<string | undefined>;
  end: () => void;
}

/** So long after its refusal the event of a policy may come, in milliseconds. */
const REFUSAL_MS = 50;

export const browserNetwork: Network = {
  fetch: (url, init) => fetch(url, init),
  // Node has no such thing before its version 21.
  isOnline: () => typeof navigator === 'undefined' || (navigator as Partial<Navigator>).onLine !== false,
  get origin() {
    return location.origin;
  },
  watchPolicy,
};

function watchPolicy(url: string): PolicyWatch {
  const directives: string[] = [];
  const onRefusal = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    // Only the origin is told where the address is one that was redirected to.
    if (url.startsWith(blockedURI)) directives.push(effectiveDirective);
  };
  const scope: Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> = globalThis;
  scope.addEventListener?.('securitypolicyviolation', onRefusal as EventListener);
  return {
    refusal: async () => {
      await new Promise((resolve) => setTimeout(resolve, REFUSAL_MS));
      return directives[0];
    },
    end: () => scope.removeEventListener?.('securitypolicyviolation', onRefusal as EventListener),
  };
}
