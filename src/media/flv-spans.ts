import { type ByteFile, readFully } from './byte-file';
import type { TrackKind, TrackSpan } from './track-span';

/** The low five bits of a tag's first byte; 18 are scripts. */
const trackKinds: Readonly<Record<number, TrackKind>> = { 8: 'audio', 9: 'video' };

/**
 * The tracks of an FLV, from the timestamps of their tags; undefined where its tags do not lie end to
 * end up to the last byte (Adobe's FLV specification, annex E): each is followed by its own length, so
 * a file cut anywhere does not pass.
 */
export function readFlvSpans(file: ByteFile): TrackSpan[] | undefined {
  const header = new Uint8Array(9);
  const view = new DataView(header.buffer);
  if (!readFully(file, header, 0) || view.getUint32(0) >>> 8 !== 0x464c56) return undefined;
  const size = file.getSize();
  const tag = new Uint8Array(15);
  const tagView = new DataView(tag.buffer);
  const spans = new Map<TrackKind, TrackSpan>();
  let at = view.getUint32(5) + 4;
  // The last tag's length stands where the next tag would begin.
  while (at + 11 < size) {
    if (!readFully(file, tag.subarray(0, 11), at)) return undefined;
    const length = 11 + (tagView.getUint32(0) & 0xffffff);
    if (!readFully(file, tag.subarray(11), at + length)) return undefined;
    if (tagView.getUint32(11) !== length) return undefined;
    const kind = trackKinds[tagView.getUint8(0) & 0x1f];
    if (kind) spans.set(kind, extended(spans.get(kind), kind, tagSeconds(tagView)));
    at += length + 4;
  }
  return at === size ? [...spans.values()] : undefined;
}

/** Milliseconds: 24 bits, and then the eight above them. */
const tagSeconds = (tag: DataView): number =>
  ((tag.getUint32(4) >>> 8) + tag.getUint8(7) * 2 ** 24) / 1000;

const extended = (span: TrackSpan | undefined, kind: TrackKind, seconds: number): TrackSpan => ({
  kind,
  start: Math.min(span?.start ?? seconds, seconds),
  end: Math.max(span?.end ?? seconds, seconds),
});
