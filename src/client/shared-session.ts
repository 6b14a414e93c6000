import { engineAssets } from 'virtual:engine-assets';
import type { EngineFile } from '../protocol/session';
import workerAddress from '../worker/session.worker.ts?worker&url';
import { demoConstants } from './demo-constants';
import { isDemo } from './demo-mode';
import { pageState } from './page-state';
import { SessionClient } from './session-client';
import { startWorker } from './worker-start';

/**
 * The page's one session: the first call starts its worker, later ones share it.
 *
 * @param assetsUrl where the build's worker and engine are, if not beside this script.
 * @param extensionsUrl a folder with DuckDB's extensions, if the build has not told of one.
 */
export function sharedSession(assetsUrl?: string, extensionsUrl = __EXTENSIONS_URL__): SessionClient {
  if (pageState.session) return pageState.session;
  const base = assetsUrl === undefined ? undefined : new URL(withSlash(assetsUrl), document.baseURI);
  const found = (address: string): string => {
    const { href, pathname } = new URL(address, import.meta.url);
    return base ? new URL(`assets/${pathname.slice(pathname.lastIndexOf('/') + 1)}`, base).href : href;
  };
  const foundFile = (file: EngineFile): EngineFile => ({ ...file, url: found(file.url) });
  const worker = found(workerAddress);
  const assets = {
    eh: foundFile(engineAssets.eh),
    mvp: foundFile(engineAssets.mvp),
    ...(extensionsUrl === undefined
      ? {}
      : { extensionsUrl: new URL(extensionsUrl, document.baseURI).href.replace(/\/$/, '') }),
  };
  pageState.session = new SessionClient(() => startWorker(worker), assets, isDemo() ? demoConstants : undefined);
  return pageState.session;
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
