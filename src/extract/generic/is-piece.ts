/** What only a segment of a stream begins with (ISO/IEC 14496-12 §8.16, DASH events): there is no file before it. */
const segmentBoxes: ReadonlySet<string> = new Set(['styp', 'sidx', 'moof', 'emsg', 'prft']);
/** What a file may have beside its samples. */
const describing: ReadonlySet<string> = new Set([
  'ftyp',
  'moov',
  'free',
  'skip',
  'wide',
  'uuid',
  'meta',
]);
const cluster = 0x1f43b675;
const headerBytes = 8;

/**
 * Whether a file is but a piece of a stream, without which it cannot be played: a segment, or the
 * initialisation of one, which has no samples. `length`: of all of it, where the server tells.
 */
export function isPiece(head: Uint8Array, length: number): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < headerBytes) return false;
  if (view.getUint32(0) === cluster || segmentBoxes.has(boxName(head, 0))) return true;
  let at = 0;
  let hasTracks = false;
  while (at + headerBytes <= head.length && describing.has(boxName(head, at))) {
    const size = view.getUint32(at);
    if (size < headerBytes) return false;
    hasTracks ||= boxName(head, at) === 'moov';
    at += size;
  }
  return hasTracks && at === length;
}

const boxName = (head: Uint8Array, at: number): string =>
  String.fromCharCode(...head.subarray(at + 4, at + headerBytes));
