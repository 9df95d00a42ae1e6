import type { ByteFile } from '../../../src/media/byte-file';

/** A file of plain bytes. */
export class MemoryFile implements ByteFile {
  bytes = new Uint8Array(0);
  read(buffer: Uint8Array, { at }: { at: number }): number {
    const piece = this.bytes.subarray(at, at + buffer.length);
    buffer.set(piece);
    return piece.length;
  }
  write(bytes: Uint8Array, { at }: { at: number }): number {
    const needed = at + bytes.length;
    if (needed > this.bytes.length) this.truncate(needed);
    this.bytes.set(bytes, at);
    return bytes.length;
  }
  truncate(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, size));
    this.bytes = bytes;
  }
  getSize = (): number => this.bytes.length;
  flush(): void {
    this.getSize();
  }
  close(): void {
    this.getSize();
  }
}
