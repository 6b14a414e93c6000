import type { Plugin } from 'vite';

/** How often the bindings have a line: once for each of the engine's two builds. */
const BUILDS = 2;

/**
 * What is changed in the bindings' JavaScript, in its own names. `linkMain` does what was put off, and is empty when that is done.
 * The loop does the work of `registerDynCallSymbols`, without a list of all symbols.
 */
const changes: readonly (readonly [from: string, to: string])[] = [
  ['updateGOT=(e,r)=>{', 'linkMain=null,updateGOT=(e,r)=>{'],
  ['return updateGOT(n,t),n}', 'return t==="later"||updateGOT(n,t),n}'],
  ['wasmExports=relocateExports(wasmExports,1024);', 'wasmExports=relocateExports(wasmExports,1024,"later");'],
  ['mergeLibSymbols(wasmExports,"main"),', 'linkMainLater(wasmExports),'],
  [
    'function loadDynamicLibrary(',
    `function linkMainLater(main){
      linkMain=()=>{linkMain=null;updateGOT(main);mergeLibSymbols(main,"main")};
      for(var name in main)if(name.startsWith("dynCall_")&&!Module.hasOwnProperty(name))Module[name]=main[name];
      if("main"in main&&!isSymbolDefined("main"))wasmImports.main=main.main;
      if(Object.keys(GOT).some(name=>name in main||"orig$"+name in main))linkMain();
    }
    function loadDynamicLibrary(`,
  ],
  ['function loadModule(){', 'function loadModule(){if(linkMain)linkMain();'],
  [
    'function applySignatureConversions(e){e=Object.assign({},e);',
    'function applySignatureConversions(e){e=Object.create(e);',
  ],
];

/**
 * Opens the engine without linking its 75,000 symbols for libraries that may be loaded into it. The bindings give each of them a
 * place in a table first thing, a third of the time that a session takes to open (e2e/bench/opening.bench.ts). Here that waits for the first library:
 * an extension. What the engine itself asks of its tables is looked at at once, as before.
 */
export function engineLinking(): Plugin {
  return {
    name: 'dabble:engine-linking',
    transform: {
      filter: { id: /duckdb-browser-blocking\.mjs/ },
      handler: (code) => ({ code: changes.reduce(replaceInBoth, code), map: null }),
    },
  };
}

/** @throws Error where the bindings are other ones, of which nobody knows whether this holds. */
function replaceInBoth(code: string, [from, to]: readonly [string, string]): string {
  const parts = code.split(from);
  if (parts.length !== BUILDS + 1) {
    throw new Error(`DuckDB's bindings have changed: look for "${from}" there, and see engine-linking.plugin.ts.`);
  }
  return parts.join(to);
}
