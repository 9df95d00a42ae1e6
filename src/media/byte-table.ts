const blockBytes = 64 * 1024;

/**
 * Numbers in the order in which they go into a file, most significant byte first. A table of millions
 * takes four bytes for each, and never has to be copied to grow.
 */
export class ByteTable {
  readonly #full: Uint8Array<ArrayBuffer>[] = [];
  #block = new Uint8Array(blockBytes);
  #view = new DataView(this.#block.buffer);
  #filled = 0;

  get bytes(): number {
    return this.#full.length * blockBytes + this.#filled;
  }

  u32(value: number): void {
    if (this.#filled === blockBytes) {
      this.#full.push(this.#block);
      this.#block = new Uint8Array(blockBytes);
      this.#view = new DataView(this.#block.buffer);
      this.#filled = 0;
    }
    this.#view.setUint32(this.#filled, value);
    this.#filled += 4;
  }

  u64(value: number): void {
    this.u32(Math.floor(value / 2 ** 32));
    this.u32(value % 2 ** 32);
  }

  *pieces(): Generator<Uint8Array<ArrayBuffer>> {
    yield* this.#full;
    yield this.#block.subarray(0, this.#filled);
  }
}
