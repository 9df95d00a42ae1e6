import type { BufferedRange } from 'googlevideo/protos';
import { isFormat, type SabrTrack } from './sabr-video';
import { indexAt, type MapSegment, startMsOf } from './segment-map';

export interface SegmentWish {
  readonly playerTimeMs: number;
  readonly buffered: readonly BufferedRange[];
  readonly readaheadMs: number;
  /** Segments that begin here or later are not for this client. */
  readonly beforeMs: number;
}

export interface Choice {
  readonly segments: readonly MapSegment[];
  /** Some were left out because of `beforeMs`. */
  readonly isHeldBack: boolean;
}

/** From the segment that holds the player's time on, past what is buffered, as far as an answer reaches. */
export function chooseSegments(track: SabrTrack, wish: SegmentWish): Choice {
  const { playerTimeMs, readaheadMs, beforeMs } = wish;
  const own = wish.buffered.filter(({ formatId }) => isFormat(track, formatId));
  const isBuffered = ({ sequence }: MapSegment): boolean =>
    own.some(
      ({ startSegmentIndex, endSegmentIndex }) =>
        startSegmentIndex <= sequence && sequence <= endSegmentIndex,
    );
  const { map } = track;
  const wanted = map.segments
    .slice(indexAt(map, playerTimeMs))
    .filter((segment) => startMsOf(map, segment) < playerTimeMs + readaheadMs)
    .filter((segment) => !isBuffered(segment));
  const segments = wanted.filter((segment) => startMsOf(map, segment) < beforeMs);
  return { segments, isHeldBack: segments.length < wanted.length };
}
