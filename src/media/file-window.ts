import { type ByteFile, readFully } from './byte-file';

/** What is read at a new place, and what it grows to while the reading goes on from there. */
const firstBytes = 64 * 1024;
const mostBytes = 2 * 1024 * 1024;
/** A piece that is asked for at once. Clusters and indexes of real files are far smaller: this one means harm. */
const largestPiece = 256 * 1024 * 1024;
/** A cluster of five seconds in 4K. */
const largestReused = 16 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of a file, and where in it they begin. */
export interface Window {
  readonly bytes: Bytes;
  readonly view: DataView;
  readonly offset: number;
}

/**
 * Reads a file a window ahead. A window is never written again, since packets are views on it: it goes
 * when the last of them goes. Only who knows that no more than the latest is in use has windows reused.
 */
export class FileWindow {
  readonly size: number;
  #window: Window = { bytes: new Uint8Array(0), view: new DataView(new ArrayBuffer(0)), offset: 0 };
  /** Two, in turns: what was handed out last is never written over by the next. */
  #reused: readonly [older: Bytes, latest: Bytes] | undefined;

  /** The file may not grow meanwhile. */
  constructor(private readonly file: ByteFile) {
    this.size = file.getSize();
  }

  /**
   * From now on only what was read last is safe; what was read before this keeps. Ten gigabytes in fresh
   * windows are ten gigabytes of garbage, of which hundreds of megabytes always wait to be collected.
   */
  reuse(): void {
    this.#reused ??= [new Uint8Array(mostBytes), new Uint8Array(mostBytes)];
  }

  /** A window that holds at least these bytes. @throws RangeError where the file ends before. */
  read(start: number, end: number): Window {
    const { bytes, offset } = this.#window;
    const reach = offset + bytes.length;
    if (start >= offset && end <= reach) return this.#window;
    if (end > this.size) throw new RangeError('The file ends too early.');
    if (end - start > largestPiece) throw new RangeError(`A piece of ${end - start} bytes.`);
    const goesOn = start >= offset && start <= reach;
    const ahead = goesOn ? Math.min(mostBytes, bytes.length * 4) : firstBytes;
    const length = Math.min(this.size - start, Math.max(firstBytes, ahead, end - start));
    const space = this.#space(length);
    if (!readFully(this.file, space, start)) throw new RangeError('The file ends too early.');
    const view = new DataView(space.buffer, space.byteOffset, length);
    this.#window = { bytes: space, view, offset: start };
    return this.#window;
  }

  /** Just these bytes, in the window. */
  bytes(start: number, end: number): Bytes {
    const { bytes, offset } = this.read(start, end);
    return bytes.subarray(start - offset, end - offset);
  }

  #space(length: number): Bytes {
    if (!this.#reused) return new Uint8Array(length);
    const [older, latest] = this.#reused;
    const space = older.length >= length ? older : new Uint8Array(length);
    // One that is unusually long is not kept for good.
    this.#reused = [latest, space.length <= largestReused ? space : older];
    return space.subarray(0, length);
  }
}
