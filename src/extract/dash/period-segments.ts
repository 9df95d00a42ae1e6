import { type ReadPiece, type ReadSegment, toPlaylists } from 'mpd-parser';
import type { ByteRange } from '../../formats/format';
import { longestSegment, type Segment, type SegmentPiece } from '../../formats/segment-list';
import { playlistInvalid, understood } from '../playlist-invalid';
import { streamAddress } from '../stream-address';
import { finite } from './attribute';
import { countSegments } from './count-segments';
import type { Representation } from './parse-manifest';

/** Places in the stream are milliseconds: whole numbers, the same in every reading of the manifest. */
const perSecond = 1000;

/** The address of the one file that a representation is; undefined where it is served in pieces. */
export function wholeFile({ info: { attributes, segmentInfo } }: Representation, base: string) {
  const isPieces = segmentInfo.template !== undefined || segmentInfo.list !== undefined;
  return isPieces ? undefined : streamAddress(`${attributes.baseUrl ?? ''}`, base);
}

/**
 * What a representation has in its period, in order.
 * @throws playlist-invalid, address-not-allowed.
 */
export function periodSegments(representation: Representation, base: string): Segment[] {
  const { info, time } = representation;
  const stretch = Math.round(time.start * perSecond);
  const file = wholeFile(representation, base);
  if (file !== undefined) {
    return [
      {
        url: file,
        sequence: stretch,
        stretch,
        seconds: bounded(time.length),
        clockStart: clockStart(info.segmentInfo.base),
      },
    ];
  }
  const [playlist] = understood(() => toPlaylists([countSegments(info, time)]));
  const written = info.segmentInfo.template ?? info.segmentInfo.list;
  const segments = (playlist?.segments ?? []).filter((segment) => segment !== undefined);
  return segments.map((segment, at) => {
    const into = finite(segment.presentationTime) ?? time.start;
    const left = time.length === undefined ? Infinity : time.start + time.length - into;
    const init = segment.map && hasInit(segment.map) ? piece(segment.map, base) : undefined;
    return {
      ...piece(segment, base),
      sequence: Math.round(into * perSecond),
      next: Math.round((into + segment.duration) * perSecond),
      stretch,
      seconds: bounded(Math.min(segment.duration, left)),
      clockStart: clockStart(written),
      ...(init ? { init } : {}),
      ...(isLastBit(segment, left, at === segments.length - 1) ? { mayMiss: true } : {}),
    };
  });
}

/** A period is as long as its longest track: of another one the last, small segment may not be there. */
const isLastBit = ({ duration }: ReadSegment, left: number, isLast: boolean): boolean =>
  isLast && left < duration / 2;

const bounded = (seconds = 0): number =>
  Number.isFinite(seconds) ? Math.min(longestSegment, Math.max(0, seconds)) : 0;

function clockStart(written: Readonly<Record<string, unknown>> = {}): number {
  return (finite(written.presentationTimeOffset) ?? 0) / (finite(written.timescale) || 1);
}

/** A template without one still gets an address: the base's own. */
const hasInit = ({ uri, byterange }: ReadPiece): boolean => uri !== '' || byterange !== undefined;

function piece({ resolvedUri, byterange }: ReadPiece, base: string): SegmentPiece {
  const url = streamAddress(resolvedUri, base);
  return byterange ? { url, range: rangeOf(byterange) } : { url };
}

function rangeOf({ offset, length }: NonNullable<ReadPiece['byterange']>): ByteRange {
  const start = Number(offset);
  const end = start + Number(length) - 1;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw playlistInvalid('a range that is none');
  }
  return { start, end };
}
