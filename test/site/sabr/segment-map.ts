/** A media segment of a format's file: its place in time and among the bytes. */
export interface MapSegment {
  /** From 1 on. */
  readonly sequence: number;
  readonly startTicks: number;
  readonly durationTicks: number;
  readonly startByte: number;
  readonly bytes: number;
}

/** How a format's file is made of a beginning and segments, without a gap. */
export interface SegmentMap {
  /** Everything before the first segment, the index as well. */
  readonly initBytes: number;
  /** Ticks per second. */
  readonly timescale: number;
  readonly segments: readonly MapSegment[];
}

export interface IndexEntry {
  readonly startTicks: number;
  readonly durationTicks: number;
  readonly startByte: number;
}

/** From an index: what lies between two entries is the first one's, what lies behind the last is the last one's. */
export function segmentMap(
  entries: readonly IndexEntry[],
  timescale: number,
  fileBytes: number,
): SegmentMap {
  const initBytes = entries[0]?.startByte;
  if (initBytes === undefined) throw new Error('An index without entries');
  const segments = entries.map((entry, at) => ({
    ...entry,
    sequence: at + 1,
    bytes: (entries[at + 1]?.startByte ?? fileBytes) - entry.startByte,
  }));
  return { initBytes, timescale, segments };
}

export const endTicks = ({ segments }: SegmentMap): number => {
  const last = segments.at(-1);
  return last ? last.startTicks + last.durationTicks : 0;
};

/** Exact, in milliseconds; what a server states is rounded. */
export const startMsOf = ({ timescale }: SegmentMap, { startTicks }: MapSegment): number =>
  (startTicks * 1000) / timescale;

/** The place in `segments` of the one that holds a time; past the end: how many there are. */
export function indexAt({ segments, timescale }: SegmentMap, timeMs: number): number {
  const ticks = (timeMs * timescale) / 1000;
  const at = segments.findIndex(
    ({ startTicks, durationTicks }) => startTicks + durationTicks > ticks,
  );
  return at === -1 ? segments.length : at;
}
