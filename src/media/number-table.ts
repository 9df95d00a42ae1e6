import type { WriteBuffer } from './write-buffer';

type Bytes = Uint8Array<ArrayBuffer>;

const blockBytes = 64 * 1024;

/** Numbers of 32 bits in the order in which they go into a file, most significant byte first. */
export interface NumberTable {
  readonly bytes: number;
  u32(value: number): void;
}

/** Says how long a table will be. In a file it is room that is filled later. */
export class CountedTable implements NumberTable {
  bytes = 0;

  u32(): void {
    this.bytes += 4;
  }
}

/** Fills the room that was counted for a table, as its numbers come. */
export class PlacedTable implements NumberTable {
  bytes = 0;
  readonly #block = new Uint8Array(blockBytes);
  readonly #view = new DataView(this.#block.buffer);
  #filled = 0;

  constructor(
    private readonly out: WriteBuffer,
    private readonly place: number,
    private readonly room: number,
  ) {}

  /** @throws RangeError where there is no more room. */
  u32(value: number): void {
    if (this.bytes === this.room) throw new RangeError('A table grew beyond what was counted.');
    if (this.#filled === blockBytes) this.flush();
    this.#view.setUint32(this.#filled, value);
    this.#filled += 4;
    this.bytes += 4;
  }

  get isFull(): boolean {
    return this.bytes === this.room;
  }

  flush(): void {
    this.out.write(this.#block.subarray(0, this.#filled), this.place + this.bytes - this.#filled);
    this.#filled = 0;
  }
}

/** Keeps its numbers, in blocks that never have to be copied to grow. */
export class KeptTable implements NumberTable {
  readonly #full: Bytes[] = [];
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

  *pieces(): Generator<Bytes> {
    yield* this.#full;
    yield this.#block.subarray(0, this.#filled);
  }
}
