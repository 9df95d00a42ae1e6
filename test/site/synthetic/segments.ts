import type { PaddedFrame } from './coded-frames';

/** One packet of a segment, in the order of decoding. */
export interface SegmentPacket {
  /** From the segment's begin. */
  readonly at: number;
  readonly bytes: number;
  readonly stampAt?: number;
  /** From the segment's begin. */
  readonly seconds: number;
}

/** A head, and then one segment again and again, in which nothing changes but a few numbers. */
export interface Segments {
  readonly head: Buffer;
  readonly segment: Buffer;
  readonly count: number;
  readonly seconds: number;
  readonly packets: readonly SegmentPacket[];
  /** Writes the numbers of the segment at this place, from 0, into `segment`. */
  readonly number: (index: number) => void;
}

/** Where the frames lie that follow each other from `at` on, each behind `before` bytes of its own. */
export function placed(
  frames: readonly PaddedFrame[],
  timescale: number,
  at: number,
  before: number,
): SegmentPacket[] {
  let place = at;
  return frames.map(({ data, stampAt, time }) => {
    const packet = { at: place + before, bytes: data.length, seconds: time / timescale };
    place += before + data.length;
    return stampAt === undefined ? packet : { ...packet, stampAt };
  });
}
