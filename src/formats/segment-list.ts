import type { ByteRange } from './format';

/** One thing to ask the server for: a file, or a range of one. */
export interface SegmentPiece {
  /** http or https, absolute. */
  readonly url: string;
  readonly range?: ByteRange;
}

/**
 * AES-128 in CBC mode over a whole segment (RFC 8216 §4.3.2.4). The key's own bytes lie at `url`, or stand in
 * the list itself. Vector and bytes: 16, as 32 hexadecimal digits.
 */
export type SegmentKey =
  | { readonly url: string; readonly iv: string }
  | { readonly bytes: string; readonly iv: string };

/** One piece of a stream. */
export interface Segment extends SegmentPiece {
  /** Its place in the stream: ascending, and the same in every later reading of a list that grows. */
  readonly sequence: number;
  /** In seconds, as the list says it. */
  readonly seconds: number;
  /** Segments of one number have one clock and one encoding; ascending. */
  readonly stretch: number;
  /** What its decoder must have read before; transport streams need nothing. */
  readonly init?: SegmentPiece;
  readonly key?: SegmentKey;
  /** What the clock of its stretch says where the stretch begins, in seconds; absent where only the media tell. */
  readonly clockStart?: number;
  /** It was counted, not named: where the server has it not, the stream ends before it. */
  readonly mayMiss?: true;
  /** The list names its place and says that nothing is served there. */
  readonly isGap?: true;
  /** The place of what follows it; absent: the next number. Only of a list that grows: there, none may be missing. */
  readonly next?: number;
}

/** Everything of one track, or of a picture with its sound, in the order in which it is shown. */
export interface SegmentList {
  readonly segments: readonly Segment[];
  /** There is more to come: the list is read again after so many seconds. Absent: it is complete. */
  readonly reloadSeconds?: number;
}

/** A day in seconds of one: nothing that a person watches has more. */
export const mostSegments = 100_000;
/** In seconds. */
export const longestSegment = 24 * 60 * 60;

/** Of what is served. */
export const secondsOf = ({ segments }: Pick<SegmentList, 'segments'>): number =>
  segments.reduce((sum, { seconds, isGap }) => (isGap ? sum : sum + seconds), 0);
