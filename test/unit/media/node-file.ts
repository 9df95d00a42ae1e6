import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import type { ByteFile } from '../../../src/media/byte-file';

/** A file on disk with the manners of a sync access handle. */
export function nodeFile(path: string, flags = 'r'): ByteFile {
  const fd = openSync(path, flags);
  return {
    read: (buffer, { at }) => readSync(fd, buffer, 0, buffer.length, at),
    write: (buffer, { at }) => writeSync(fd, buffer, 0, buffer.length, at),
    getSize: () => fstatSync(fd).size,
    truncate: (bytes) => ftruncateSync(fd, bytes),
    flush: () => fsyncSync(fd),
    close: () => closeSync(fd),
  };
}
