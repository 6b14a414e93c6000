/**
 * Lets the browser build of the engine's bindings load in Node, so that tests run what the worker runs. A setup file of
 * the test runner's, because it must come before the bindings: they look for Node and would ask it for files and crypto by a `require` that a module does not have.
 */
Object.assign(process, { type: 'renderer' });
Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: Object, location: new URL('http://localhost/') });
// The bindings ask of every file that they drop whether it is one.
Object.assign(globalThis, { FileSystemSyncAccessHandle: Blob });
