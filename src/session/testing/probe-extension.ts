const NAME = 'probe';
const I32 = 0x7f;
const FUNCTION_REFERENCES = 0x70;
const MUTABLE = 1;
const END = 0x0b;
const TAKES_NUMBER = [0x60, 1, I32, 0];
const GIVES_NUMBER = [0x60, 0, 1, I32];

/** What of the engine a probe asks for, by the names under which the engine exports it. */
export interface Probe {
  /** Functions whose addresses are taken: places in the table. The first has no arguments and a number as its result, and is called there. */
  functions: readonly string[];
  /** One of `functions` that the probe has too, as compilers put inline functions into every library: all have to use the engine's. */
  copied: string;
  /** Data whose address is taken. */
  data: string;
  /** A function as the first, which is called by its name. */
  called: string;
  /** The address in the engine's memory to which the probe writes what it found, four bytes each: see `reportLength`. */
  report: number;
}

/** The engine makes the name of the function that it calls first of the file's. */
export const PROBE_FILE = `${NAME}.duckdb_extension.wasm`;

/** How many numbers a probe writes: the addresses of its functions, that of its data, and the results of its two calls. */
export function reportLength({ functions }: Pick<Probe, 'functions'>): number {
  return functions.length + 3;
}

/**
 * An extension that only finds out how it is linked, written byte by byte because nothing here compiles C++. As a compiled one does,
 * it names what it needs of the engine and leaves it to Emscripten's dynamic linking to find that; it traps where it was given no address.
 */
export function probeExtension({ functions, copied, data, called, report }: Probe): Uint8Array<ArrayBuffer> {
  const [takesNumber, givesNumber] = [0, 1];
  const [calledFunction, init, copy] = [0, 1, 2];
  const addresses = [...functions, data].map((_, i) => globalGet(i));
  const found = [...addresses, [...globalGet(0), ...callIndirect(givesNumber)], call(calledFunction)];
  const body = [
    ...addresses.flatMap(trapIfZero),
    ...found.flatMap((value, i) => [...constant(report + i * 4), ...value, ...STORE]),
    END,
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // No memory and no places in the table of its own: it writes to the engine's.
    ...section(0, [...text('dylink.0'), 1, ...sized([0, 0, 0, 0])]),
    ...section(1, list([TAKES_NUMBER, GIVES_NUMBER])),
    ...section(
      2,
      list([
        imported('env', 'memory', [2, 0, 0]),
        imported('env', '__indirect_function_table', [1, FUNCTION_REFERENCES, 0, 0]),
        ...functions.map((name) => imported('GOT.func', name, [3, I32, MUTABLE])),
        imported('GOT.mem', data, [3, I32, MUTABLE]),
        imported('env', called, [0, givesNumber]),
      ]),
    ),
    ...section(3, list([[takesNumber], [givesNumber]])),
    ...section(7, list([exported(`${NAME}_duckdb_cpp_init`, init), exported(copied, copy)])),
    ...section(10, list([sized([0, ...body]), sized([0, ...constant(0), END])])),
    ...section(0, [...text('duckdb_signature'), ...footer()]),
  ]);
}

/**
 * How every extension ends: eight fields, the last one first, then room for a signature, which this one has not. Others say for which
 * platform and version it is made, but the engine's build for the web asks only how it is to be called.
 */
function footer(): number[] {
  const fields = ['4', '', '', '', 'CPP', '', '', ''];
  const bytes = fields.reverse().flatMap((field) => [...new TextEncoder().encode(field.padEnd(32, '\0'))]);
  return [...bytes, ...Array.from({ length: 256 }, () => 0)];
}

const STORE = [0x36, 2, 0];
const call = (callee: number) => [0x10, callee];
const callIndirect = (type: number) => [0x11, type, 0];
const globalGet = (global: number) => [0x23, global];
const constant = (value: number) => [0x41, ...signed(value)];
/** `if (value == 0) unreachable` */
const trapIfZero = (value: number[]) => [...value, 0x45, 0x04, 0x40, 0x00, END];

const imported = (module: string, name: string, kind: number[]) => [...text(module), ...text(name), ...kind];
const exported = (name: string, callee: number) => [...text(name), 0, callee];
const section = (id: number, content: number[]) => [id, ...sized(content)];
const list = (items: number[][]) => [...unsigned(items.length), ...items.flat()];
const text = (value: string) => sized([...new TextEncoder().encode(value)]);
const sized = (content: number[]) => [...unsigned(content.length), ...content];

/** LEB128: seven bits a byte, the lowest first; the eighth says that more follow. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
