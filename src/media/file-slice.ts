import type { ByteFile } from './byte-file';

/** A part of a file as a file of its own, to be read and nothing else. `end` is exclusive. */
export function fileSlice(file: ByteFile, start: number, end: number): ByteFile {
  const size = Math.max(0, end - start);
  const readOnly = (): never => {
    throw new Error('A slice of a file is not written.');
  };
  return {
    read: (buffer, { at }) => {
      const length = Math.min(buffer.byteLength, size - at);
      return length > 0 ? file.read(buffer.subarray(0, length), { at: start + at }) : 0;
    },
    getSize: () => size,
    write: readOnly,
    truncate: readOnly,
    flush: () => undefined,
    close: () => undefined,
  };
}
