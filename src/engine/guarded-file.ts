import { ReelkeepError } from '../errors';
import type { ByteFile } from '../media/byte-file';
import type { Sink } from '../transfer/sink';
import { storageFailure } from './storage-failure';

/** A part or output file whose failures have codes, and that is closed once however often it is asked. */
export class GuardedFile implements ByteFile {
  #open = true;
  /** A flush of what is on the disk already takes its time all the same. */
  #isOnDisk = false;

  constructor(private readonly file: ByteFile) {}

  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number {
    return guard(() => this.file.read(buffer, options));
  }

  /** Takes all bytes or throws: a short write is how some systems say that the disk is full. */
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number {
    this.#isOnDisk = false;
    const written = guard(() => this.file.write(bytes, options));
    if (written === bytes.length) return written;
    throw new ReelkeepError('disk-full', 'The disk took only a part of the bytes.');
  }

  getSize(): number {
    return guard(() => this.file.getSize());
  }

  truncate(bytes: number): void {
    this.#isOnDisk = false;
    guard(() => this.file.truncate(bytes));
  }

  flush(): void {
    if (this.#isOnDisk) return;
    guard(() => this.file.flush());
    this.#isOnDisk = true;
  }

  close(): void {
    if (this.#open) this.file.close();
    this.#open = false;
  }

  /** The same file as the transfer sees it. */
  get sink(): Sink {
    return {
      write: (at, bytes) => {
        this.write(bytes, { at });
      },
      read: (at, length) => {
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, this.read(bytes, { at }));
      },
    };
  }
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw storageFailure(cause);
  }
}
