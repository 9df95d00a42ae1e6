import type { Segment as ReadSegment } from 'hls-parser/types.js';
import type { SegmentKey } from '../../formats/segment-list';
import { playlistInvalid, streamProtected } from '../playlist-invalid';
import { streamAddress } from '../stream-address';

type Key = NonNullable<ReadSegment['key']>;

/** Whose key the page's own address gives out to everyone who plays it; all others belong to a DRM system. */
const plainFormat = 'identity';
const keyBytes = 16;

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
  if (/^skd:/i.test(key.uri)) throw streamProtected('skd');
  const iv = vectorOf(key.iv, sequence);
  if (/^data:/i.test(key.uri)) return { bytes: writtenKey(key.uri), iv };
  return { url: streamAddress(key.uri, base), iv };
}

/** In the list itself (RFC 2397): of base64 or of escapes. */
function writtenKey(uri: string): string {
  const [, marked, data = ''] = /^data:[^,]{0,100}?(;\s*base64)?,(.{1,100})$/is.exec(uri) ?? [];
  const bytes = marked ? fromBase64(data) : fromEscapes(data);
  if (bytes.length !== keyBytes) throw playlistInvalid('a key of another length');
  return hexOf(bytes);
}

function fromBase64(data: string): Uint8Array {
  try {
    return Uint8Array.from(atob(decodeURIComponent(data)), byteOf);
  } catch (cause) {
    throw playlistInvalid('a key that is none', {}, cause);
  }
}

const fromEscapes = (data: string): Uint8Array =>
  Uint8Array.from(
    data.replace(/%([\da-f]{2})/gi, (_, digits) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
    byteOf,
  );

const byteOf = (character: string): number => character.charCodeAt(0);

/** Where no vector is written it is the segment's own number (§5.2). */
function vectorOf(written: Key['iv'], sequence: number): string {
  if (!written) return sequence.toString(16).padStart(32, '0');
  const bytes = new Uint8Array(written);
  if (bytes.length !== keyBytes) throw playlistInvalid('a vector of another length');
  return hexOf(bytes);
}

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
