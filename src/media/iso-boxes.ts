import { type ByteFile, readFully } from './byte-file';

/** A box of ISO/IEC 14496-12 §4.2 in a file; where its content begins, and where it ends. */
export interface FileBox {
  readonly type: string;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/**
 * The boxes that lie end to end between two places. A list that is never full: each is found by the one
 * before. @throws RangeError where they do not fill the space exactly.
 */
export function* fileBoxes(file: ByteFile, from: number, to: number): Generator<FileBox> {
  const header = new Uint8Array(16);
  const view = new DataView(header.buffer);
  for (let at = from; at < to; ) {
    if (!readFully(file, header.subarray(0, 8), at)) throw new RangeError('A box is cut off.');
    const type = String.fromCharCode(...header.subarray(4, 8));
    const isLong = view.getUint32(0) === 1;
    const head = isLong ? 16 : 8;
    if (isLong && !readFully(file, header.subarray(8), at + 8)) {
      throw new RangeError('A box is cut off.');
    }
    // 0 means "to the end", 1 that a 64-bit length follows.
    const length = isLong ? Number(view.getBigUint64(8)) : view.getUint32(0) || to - at;
    if (length < head || at + length > to) throw new RangeError(`A ${type} box does not fit.`);
    yield { type, start: at, content: at + head, end: at + length };
    at += length;
  }
}

/**
 * Whether a file is made of boxes that end exactly at its end, with the brand in front and both an index
 * and media. A reader may be content with less.
 */
export function isWhole(file: ByteFile): boolean {
  const types = new Set<string>();
  try {
    for (const { type } of fileBoxes(file, 0, file.getSize())) {
      if (types.size === 0 && type !== 'ftyp') return false;
      types.add(type);
    }
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  return types.has('moov') && types.has('mdat');
}
