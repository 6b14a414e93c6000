/** The worker's entry: opens the engine where the page says it is, and serves the session to the page. */
import type { CompiledEngine } from '../protocol/session';
import { createEngine } from '../session/engine';
import { now } from '../session/query-log';
import { Session } from '../session/session';
import { messageSchedule } from '../session/time-slice';
import { Host, type OpenSession } from './host';
import { loadEngine, requireWebAssembly } from './load-engine';
import { holdLock } from './life-line';
import { OpfsStore } from './opfs-store';
import { PageSupplier } from './page-supplier';

declare const self: DedicatedWorkerGlobalScope;

const startedAt = now();

// The engine's bindings write of every file and address that they cannot read; what is wrong with a statement is told with it.
console.warn = console.error = () => undefined;

const supplier = new PageSupplier();
supplier.addresses.install(globalThis);

const openSession: OpenSession = async (message, onProgress, options, onAlive) => {
  onAlive(await holdLock());
  await requireWebAssembly();
  let compiled: CompiledEngine | null = null;
  const engine = await createEngine(async (bundle) => {
    const known = message.engine;
    const module = known?.bundle === bundle ? known.module : await loadEngine(message.assets[bundle], onProgress);
    compiled = { bundle, module };
    return module;
  });
  onProgress({ phase: 'session' });
  const session = new Session(engine, {
    ...options,
    startedAt,
    schedule: messageSchedule(),
    supplier,
    extensionsUrl: message.assets.extensionsUrl,
    crossOriginIsolated: self.crossOriginIsolated,
    isRestart: message.isRestart,
    constants: message.constants,
    history: message.history,
    store: new OpfsStore(),
  });
  return { session, engine: compiled };
};

new Host(self, openSession, (host, headers) => supplier.headers.set(host, headers));
