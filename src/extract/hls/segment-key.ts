import type { Segment as ReadSegment } from 'hls-parser/types.js';
import type { SegmentKey } from '../../formats/segment-list';
import { playlistInvalid, streamProtected } from '../playlist-invalid';
import { streamAddress } from '../stream-address';

type Key = NonNullable<ReadSegment['key']>;

/** Whose key the page's own address gives out to everyone who plays it; all others belong to a DRM system. */
const plainFormat = 'identity';

/**
 * How a segment is to be deciphered; undefined where it is not enciphered.
 * @throws drm-protected for every method but AES-128 with a key that is simply there.
 */
export function segmentKey(
  key: Key | null | undefined,
  sequence: number,
  base: string,
): SegmentKey | undefined {
  if (!key || key.method === 'NONE') return undefined;
  const format = key.format ?? plainFormat;
  if (key.method !== 'AES-128' || format !== plainFormat) {
    throw streamProtected(format === plainFormat ? `${key.method}` : format);
  }
  if (!key.uri) throw playlistInvalid('a key without address');
  if (/^(?:skd|data):/i.test(key.uri)) throw streamProtected(key.uri.slice(0, 4));
  return { url: streamAddress(key.uri, base), iv: vectorOf(key.iv, sequence) };
}

/** Where no vector is written it is the segment's own number (§5.2). */
function vectorOf(written: Key['iv'], sequence: number): string {
  if (!written) return sequence.toString(16).padStart(32, '0');
  const bytes = new Uint8Array(written);
  if (bytes.length !== 16) throw playlistInvalid('a vector of another length');
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
