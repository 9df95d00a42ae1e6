import type { SpareBuffers } from '../body-reader';
import type { Sink } from '../sink';

/** Media parts have tens of kilobytes; a write costs a disk, and those who wait for it, less by the hundred. */
const mostGathered = 256 * 1024;

/** An answer's writes that follow each other in the file, as few as they can be. */
export class GatheredWrites {
  #buffer: ArrayBuffer | undefined;
  #at = 0;
  #length = 0;

  constructor(
    private readonly sink: Pick<Sink, 'write'>,
    private readonly spares: Pick<SpareBuffers, 'take' | 'giveBack'>,
  ) {}

  /** The bytes may be used again once it is done; on the disk they are after `flush`. */
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void | Promise<void> {
    const isNext = at === this.#at + this.#length && this.#length + bytes.length <= mostGathered;
    return isNext ? this.#add(bytes) : this.#begin(at, bytes);
  }

  /** Resolves when the sink has taken all. */
  async flush(): Promise<void> {
    const length = this.#length;
    this.#length = 0;
    if (this.#buffer && length > 0) {
      await this.sink.write(this.#at, new Uint8Array(this.#buffer, 0, length));
    }
    this.#at += length;
  }

  /** What was not flushed is not wanted any more, and nothing else comes. */
  close(): void {
    this.#length = 0;
    if (this.#buffer) this.spares.giveBack(this.#buffer);
    this.#buffer = undefined;
  }

  async #begin(at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.flush();
    if (bytes.length > mostGathered / 2) return this.sink.write(at, bytes);
    this.#at = at;
    this.#add(bytes);
  }

  #add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#buffer ??= this.spares.take();
    new Uint8Array(this.#buffer).set(bytes, this.#length);
    this.#length += bytes.length;
  }
}
