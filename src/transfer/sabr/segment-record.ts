import { maxFileBytes } from '../file-ledger';

/** Segments on disk without a gap; the ends of times and bytes are exclusive. */
export type RunRecord = readonly [
  first: number,
  last: number,
  startMs: number,
  endMs: number,
  startByte: number,
  endByte: number,
];

/** Where a segment begins: its number, milliseconds, its place in the file. */
export type MarkRecord = readonly [sequence: number, startMs: number, startByte: number];

/** A track's ledger as it lies in the journal: a few runs and marks, however long the video. */
export interface SegmentRecord {
  /** Bytes of the initialisation segment, which the file begins with; absent while it is missing. */
  readonly initBytes?: number;
  /** The number of the last segment, as the server announced it. */
  readonly lastSegment?: number;
  /** How long the track is, as the server announced it. */
  readonly endMs?: number;
  readonly runs: readonly RunRecord[];
  /** Places within the runs at which they may be cut. */
  readonly marks?: readonly MarkRecord[];
}

/** A window each, and what they left behind when they were cut off: a server that sends more than this sends nonsense. */
export const mostRuns = 200;

/** Whether a ledger can have come to this; `fileBytes`: what the page states of the file. */
export function isPossibleRecord(
  { initBytes = 0, lastSegment = Number.POSITIVE_INFINITY, runs }: SegmentRecord,
  fileBytes: number = maxFileBytes,
): boolean {
  const numbers = runs.flat();
  if (!numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return false;
  const isApart = runs.every(([first, last, , , startByte, endByte], at) => {
    const [, lastBefore, , , , endBefore] = runs[at - 1] ?? [0, -1, 0, 0, 0, initBytes];
    return first <= last && startByte < endByte && first > lastBefore + 1 && startByte >= endBefore;
  });
  const [, last = 0, , , , endByte = initBytes] = runs.at(-1) ?? [];
  return isApart && runs.length <= mostRuns && last <= lastSegment && endByte <= fileBytes;
}
