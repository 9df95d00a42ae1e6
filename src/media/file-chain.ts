import type { ByteFile } from './byte-file';

/** Several files, one behind the other, as one; to be read and nothing else. The files stay open with their owner. */
export function fileChain(files: readonly ByteFile[]): ByteFile {
  const links: { readonly file: ByteFile; readonly start: number; readonly end: number }[] = [];
  for (const file of files) {
    const start = links.at(-1)?.end ?? 0;
    links.push({ file, start, end: start + file.getSize() });
  }
  const size = links.at(-1)?.end ?? 0;
  return {
    read: (buffer, { at }) => {
      let read = 0;
      for (const { file, start, end } of links) {
        const from = at + read;
        if (from < start || from >= end || read === buffer.byteLength) continue;
        const length = Math.min(buffer.byteLength - read, end - from);
        const got = file.read(buffer.subarray(read, read + length), { at: from - start });
        read += got;
        if (got < length) break;
      }
      return read;
    },
    getSize: () => size,
    write: refuse,
    truncate: refuse,
    flush: () => undefined,
    close: () => undefined,
  };
}

const refuse = (): never => {
  throw new Error('A chain of files is not written.');
};
