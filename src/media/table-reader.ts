import { type ByteFile, readFully } from './byte-file';
import type { FileBox } from './iso-boxes';

const pieceBytes = 64 * 1024;

/** Reads the numbers of a box in their order, a piece of the file at a time, however long it is. */
export class TableReader {
  #piece = new DataView(new ArrayBuffer(0));
  #read = 0;
  #at: number;

  constructor(
    private readonly file: ByteFile,
    private readonly box: FileBox,
  ) {
    this.#at = box.content;
  }

  /** @throws RangeError at the end of the box. */
  u32(): number {
    if (this.#read === this.#piece.byteLength) this.#next();
    const value = this.#piece.getUint32(this.#read);
    this.#read += 4;
    return value;
  }

  i32(): number {
    return this.u32() | 0;
  }

  u64(): number {
    return this.u32() * 2 ** 32 + this.u32();
  }

  skip(numbers: number): void {
    for (let left = numbers; left > 0; left -= 1) this.u32();
  }

  #next(): void {
    const left = this.box.end - this.#at;
    const piece = new Uint8Array(Math.min(pieceBytes, left - (left % 4)));
    if (piece.length === 0 || !readFully(this.file, piece, this.#at)) {
      throw new RangeError(`The ${this.box.type} box ends too early.`);
    }
    this.#piece = new DataView(piece.buffer);
    this.#at += piece.length;
    this.#read = 0;
  }
}

/** A value that counts for several in a row: how the tables of an mp4 are coded. */
export class RunReader {
  #left = 0;
  #value = 0;

  constructor(private readonly table: TableReader | undefined) {}

  /** 0 where there is no table. Signed. */
  next(): number {
    if (!this.table) return 0;
    while (this.#left === 0) {
      this.#left = this.table.u32();
      this.#value = this.table.i32();
    }
    this.#left -= 1;
    return this.#value;
  }
}
