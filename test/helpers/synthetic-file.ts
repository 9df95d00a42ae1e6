import type { ByteFile } from '../../src/media/byte-file';
import type { SyntheticFile } from '../site/synthetic/synthetic-file';

/** A synthetic file as the muxer reads it. */
export const syntheticFile = (file: SyntheticFile): ByteFile => ({
  read: (buffer, { at }) => {
    const length = Math.min(buffer.length, file.bytes - at);
    file.read(buffer.subarray(0, length), at);
    return length;
  },
  getSize: () => file.bytes,
  write: () => 0,
  truncate: () => undefined,
  flush: () => undefined,
  close: () => undefined,
});
