import { type ByteFile, readFully } from './byte-file';

/**
 * Whether a file is made of ISO boxes (ISO/IEC 14496-12 §4.2) that end exactly at its end, with the
 * brand in front and both an index and media. A reader may be content with less.
 */
export function isWhole(file: ByteFile): boolean {
  const size = file.getSize();
  const types = new Set<string>();
  const header = new Uint8Array(16);
  const view = new DataView(header.buffer);
  for (let at = 0; at < size; ) {
    if (!readFully(file, header.subarray(0, 8), at)) return false;
    const type = String.fromCharCode(...header.subarray(4, 8));
    if (at === 0 && type !== 'ftyp') return false;
    types.add(type);
    const length = boxLength(file, header, view, at, size);
    if (length < 8) return false;
    at += length;
    if (at > size) return false;
  }
  return types.has('moov') && types.has('mdat');
}

/** 0 means "to the end of the file", 1 that a 64-bit length follows; NaN where that is missing. */
function boxLength(
  file: ByteFile,
  header: Uint8Array<ArrayBuffer>,
  view: DataView,
  at: number,
  size: number,
): number {
  const length = view.getUint32(0);
  if (length === 0) return size - at;
  if (length !== 1) return length;
  return readFully(file, header.subarray(8), at + 8) ? Number(view.getBigUint64(8)) : 0;
}
