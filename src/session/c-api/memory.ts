/** The engine's memory. Views are renewed when it grows; a view must not be kept across a call into the engine. */
export class Memory {
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly allocator: { malloc(bytes: number): number; free(pointer: number): void },
  ) {}

  get bytes(): Uint8Array<ArrayBuffer> {
    this.#renew();
    return this.#bytes;
  }

  get view(): DataView {
    this.#renew();
    return this.#view;
  }

  u8(pointer: number): number {
    return this.bytes[pointer >>> 0] ?? 0;
  }

  u32(pointer: number): number {
    return this.view.getUint32(pointer >>> 0, true);
  }

  setU32(pointer: number, value: number): void {
    this.view.setUint32(pointer >>> 0, value >>> 0, true);
  }

  /** @throws Error when the engine's memory is exhausted. */
  allocate(byteLength: number): number {
    const pointer = this.allocator.malloc(byteLength) >>> 0;
    if (pointer === 0) throw new RangeError(`The engine has no ${String(byteLength)} bytes left.`);
    return pointer;
  }

  free(pointer: number): void {
    this.allocator.free(pointer);
  }

  /** Copies text into the engine as UTF-8 with a closing NUL; the caller frees it. Lone surrogates become U+FFFD. */
  writeText(text: string): { pointer: number; byteLength: number } {
    const encoded = this.#encoder.encode(text);
    return { pointer: this.writeBytes(encoded), byteLength: encoded.byteLength };
  }

  /** Copies bytes into the engine with a closing NUL; the caller frees them. */
  writeBytes(bytes: Uint8Array): number {
    const pointer = this.allocate(bytes.byteLength + 1);
    const memory = this.bytes;
    memory.set(bytes, pointer);
    memory[pointer + bytes.byteLength] = 0;
    return pointer;
  }

  readText(pointer: number, byteLength: number): string {
    return this.#decoder.decode(this.bytes.subarray(pointer >>> 0, (pointer >>> 0) + byteLength));
  }

  /** A NUL-terminated string; empty for a null pointer. */
  readCString(pointer: number): string {
    if (pointer === 0) return '';
    const start = pointer >>> 0;
    return this.readText(start, this.bytes.indexOf(0, start) - start);
  }

  /** A `std::string` in libc++'s alternate layout: 12 bytes, short strings inside, the topmost bit says which. */
  readStdString(pointer: number): string {
    const last = this.u8(pointer + 11);
    return last & 0x80 ? this.readText(this.u32(pointer), this.u32(pointer + 4)) : this.readText(pointer, last & 0x7f);
  }

  #renew(): void {
    if (this.#bytes.buffer === this.memory.buffer) return;
    this.#bytes = new Uint8Array(this.memory.buffer);
    this.#view = new DataView(this.memory.buffer);
  }
}
