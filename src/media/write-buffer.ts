import type { ByteFile } from './byte-file';

/** One write to the file system costs a call, one this big costs its bytes. */
const bufferBytes = 1024 * 1024;

/**
 * Gathers small neighbouring writes to an empty file in one buffer, which is used again and again. A
 * muxer writes a block's length after the block: what is still in the buffer is mended there, without
 * a call; what has left it already is mended in the file.
 */
export class WriteBuffer {
  readonly #buffer = new Uint8Array(bufferBytes);
  /** Where in the file the buffer begins. All before it has been written or will not be. */
  #start = 0;
  #filled = 0;

  constructor(private readonly file: ByteFile) {}

  /** Copies or writes the bytes before it returns: they may be changed at once. */
  write(data: Uint8Array, at: number): void {
    if (at + data.length <= this.#start) {
      this.file.write(data, { at });
      return;
    }
    if (at < this.#start || at + data.length > this.#start + bufferBytes) {
      this.flush();
      // Going on where it was, or leaping ahead: nothing lies there that the buffer could hide.
      this.#start = Math.max(at, this.#start);
    }
    if (at < this.#start || data.length > bufferBytes) {
      this.file.write(data, { at });
      this.#start = Math.max(this.#start, at + data.length);
      return;
    }
    const from = at - this.#start;
    // A gap that is filled later; what the buffer held there before is not the file's.
    if (from > this.#filled) this.#buffer.fill(0, this.#filled, from);
    this.#buffer.set(data, from);
    this.#filled = Math.max(this.#filled, from + data.length);
  }

  flush(): void {
    if (this.#filled === 0) return;
    this.file.write(this.#buffer.subarray(0, this.#filled), { at: this.#start });
    this.#start += this.#filled;
    this.#filled = 0;
  }
}
