import { type ByteFile, readFully } from './byte-file';

/**
 * Whether a file is an FLV whose tags lie end to end up to its last byte (Adobe's FLV specification,
 * annex E): each is followed by its own length, so a file cut anywhere does not pass.
 */
export function checkFlv(file: ByteFile): boolean {
  const header = new Uint8Array(9);
  const view = new DataView(header.buffer);
  if (!readFully(file, header, 0) || view.getUint32(0) >>> 8 !== 0x464c56) return false;
  const size = file.getSize();
  const tag = new Uint8Array(15);
  const tagView = new DataView(tag.buffer);
  let at = view.getUint32(5) + 4;
  let tags = 0;
  // The last tag's length stands where the next tag would begin.
  while (at + 11 < size) {
    if (!readFully(file, tag.subarray(0, 11), at)) return false;
    const length = 11 + (tagView.getUint32(0) & 0xffffff);
    if (!readFully(file, tag.subarray(11), at + length)) return false;
    if (tagView.getUint32(11) !== length) return false;
    at += length + 4;
    tags += 1;
  }
  return at === size && tags > 0;
}

/**
 * Whether a file is made of ISO boxes (ISO/IEC 14496-12 §4.2) that end exactly at its end, with the
 * brand in front and both an index and media: what can be said of a 3gp without knowing its codecs.
 */
export function checkIsoBoxes(file: ByteFile): boolean {
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
