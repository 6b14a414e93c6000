/**
 * Lets the browser build of the engine's bindings load in Node, so that tests run what the worker runs. To be imported before
 * the bindings: they look for Node and would ask it for files and crypto by a `require` that a module does not have.
 */
Object.assign(process, { type: 'renderer' });
Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: class {}, location: new URL('http://localhost/') });
