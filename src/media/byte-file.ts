/**
 * A file that is read and written at any place, at once: what the origin private file system gives a
 * worker as a sync access handle. `read` and `write` answer with how many bytes they took.
 */
export interface ByteFile {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  getSize(): number;
  truncate(bytes: number): void;
  flush(): void;
  close(): void;
}

/** Reads exactly `buffer.length` bytes; false where the file ends before. */
export const readFully = (file: ByteFile, buffer: Uint8Array<ArrayBuffer>, at: number): boolean =>
  file.read(buffer, { at }) === buffer.length;
