/**
 * The global scope of a dedicated worker, as far as the entry needs it. The library types of pages and of workers cannot be
 * loaded together, and nearly all the code runs in neither or both; the worker's entry says
 * `declare const self: DedicatedWorkerGlobalScope`.
 */
interface DedicatedWorkerGlobalScope extends EventTarget {
  readonly name: string;
  readonly location: WorkerLocation;
  readonly navigator: Pick<Navigator, 'hardwareConcurrency' | 'locks' | 'storage' | 'userAgent'>;
  readonly crossOriginIsolated: boolean;
  onmessage: ((event: MessageEvent) => void) | null;
  addEventListener(type: 'message' | 'messageerror', listener: (event: MessageEvent) => void): void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  close(): void;
}

interface WorkerLocation {
  readonly href: string;
  readonly origin: string;
}

/** A file that one worker holds for reading and writing at once. */
interface SyncAccessHandle {
  getSize(): number;
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  /** In dedicated workers only. */
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
  /** Renames a file of the origin's own file system. */
  move(name: string): Promise<void>;
}
