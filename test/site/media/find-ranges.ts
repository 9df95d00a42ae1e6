/** Both ends inclusive, as `initRange` and `indexRange` give them. */
export interface SegmentRanges {
  readonly init: { readonly start: number; readonly end: number };
  readonly index: { readonly start: number; readonly end: number };
}

/**
 * Where an adaptive file's head ends and where its index lies, from its first bytes: mp4 by `moov` and
 * `sidx` (ISO/IEC 14496-12), webm by `Cues` (RFC 9559). Undefined where it has no index in front.
 */
export function findRanges(head: Buffer, kind: 'mp4' | 'webm'): SegmentRanges | undefined {
  const index = kind === 'mp4' ? findBox(head, 'sidx') : findCues(head);
  if (index === undefined) return undefined;
  return { init: { start: 0, end: index.start - 1 }, index };
}

function findBox(head: Buffer, type: string): SegmentRanges['index'] | undefined {
  for (let at = 0; at + 8 <= head.length; ) {
    const size = head.readUInt32BE(at);
    if (head.toString('latin1', at + 4, at + 8) === type) return { start: at, end: at + size - 1 };
    if (size < 8) return undefined;
    at += size;
  }
  return undefined;
}

const segmentId = 0x18538067;
const cuesId = 0x1c53bb6b;

function findCues(head: Buffer): SegmentRanges['index'] | undefined {
  for (let at = 0; at + 12 <= head.length; ) {
    const idLength = Math.clz32(head[at] ?? 0) - 23;
    const id = head.readUIntBE(at, idLength);
    const size = readSize(head, at + idLength);
    const body = at + idLength + size.length;
    if (id === cuesId) return { start: at, end: body + size.value - 1 };
    // The segment is entered, everything else is stepped over.
    at = id === segmentId ? body : body + size.value;
  }
  return undefined;
}

export function readSize(
  head: Buffer,
  at: number,
): { readonly value: number; readonly length: number } {
  const first = head[at] ?? 0;
  const length = Math.clz32(first) - 23;
  const rest = length > 1 ? head.readUIntBE(at + 1, Math.min(length - 1, 6)) : 0;
  // Eight-byte sizes hold more than a number does; ffmpeg's own stay below 2 ** 48.
  const value = length === 8 ? head.readUIntBE(at + 2, 6) : rest;
  return length === 8
    ? { value, length }
    : { value: value + (first & (0xff >> length)) * 256 ** (length - 1), length };
}
