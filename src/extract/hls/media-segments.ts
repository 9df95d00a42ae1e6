import type { MediaPlaylist, Segment as ReadSegment } from 'hls-parser/types.js';
import type { ByteRange } from '../../formats/format';
import {
  longestSegment,
  type Segment,
  type SegmentList,
  type SegmentPiece,
} from '../../formats/segment-list';
import { playlistInvalid } from '../playlist-invalid';
import { streamAddress } from '../stream-address';
import { segmentKey } from './segment-key';

/** However short a live list's segments are, and however long. */
const shortestReload = 1;
const longestReload = 30;

/**
 * A media playlist as segments.
 * @throws drm-protected, playlist-invalid, address-not-allowed.
 */
export function mediaSegments(playlist: MediaPlaylist, url: string): SegmentList {
  if (playlist.isIFrame) throw playlistInvalid('key frames alone');
  const segments = playlist.segments
    .filter(({ gap, uri }) => gap || uri !== '')
    .map((segment) => readSegment(segment, url));
  const isComplete = playlist.endlist || playlist.playlistType === 'VOD';
  if (isComplete && segments.every(({ isGap }) => isGap)) throw playlistInvalid('no segments');
  if (isComplete) return { segments };
  const target = Number(playlist.targetDuration) || shortestReload;
  return { segments, reloadSeconds: Math.min(longestReload, Math.max(shortestReload, target)) };
}

function readSegment(segment: ReadSegment, base: string): Segment {
  const { mediaSequenceNumber: sequence, discontinuitySequence: stretch } = segment;
  if (!Number.isSafeInteger(sequence) || !Number.isSafeInteger(stretch)) {
    throw playlistInvalid('a segment without number');
  }
  const seconds = Math.min(longestSegment, Math.max(0, Number(segment.duration) || 0));
  // Whatever it says of its address is not to be asked for.
  if (segment.gap) return { url: base, sequence, stretch, seconds, isGap: true };
  const key = segmentKey(segment.key, sequence, base);
  const init = segment.map && piece(segment.map, base);
  return {
    ...piece(segment, base),
    sequence,
    stretch,
    seconds,
    ...(init ? { init } : {}),
    ...(key ? { key } : {}),
  };
}

type ReadPiece = {
  readonly uri: string;
  readonly byterange?: { readonly offset: number; readonly length: number } | undefined;
};

function piece({ uri, byterange }: ReadPiece, base: string): SegmentPiece {
  if (typeof uri !== 'string') throw playlistInvalid('a segment without address');
  const url = streamAddress(uri, base);
  return byterange ? { url, range: rangeOf(byterange) } : { url };
}

function rangeOf({ offset, length }: NonNullable<ReadPiece['byterange']>): ByteRange {
  // Of an initialisation the begin may be left out: it is the file's.
  const start = Math.max(0, offset);
  const end = start + length - 1;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || length < 1) {
    throw playlistInvalid('a range that is none');
  }
  return { start, end };
}
