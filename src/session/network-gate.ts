/** What the engine asks for an address by. */
interface WithRequests {
  XMLHttpRequest?: unknown;
}

class RefusedRequest {
  open(): void {
    throw new Error(REFUSAL);
  }
}

const REFUSAL = 'NetworkError: nothing is fetched here.';

/** Calls `work` while the engine can reach no address, whatever text it makes one of. The engine sees a failed request. */
export function withoutNetwork<T>(work: () => T): T {
  const scope: WithRequests = globalThis;
  const { XMLHttpRequest } = scope;
  scope.XMLHttpRequest = RefusedRequest;
  try {
    return work();
  } finally {
    scope.XMLHttpRequest = XMLHttpRequest;
  }
}
