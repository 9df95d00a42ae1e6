import type { LedgerRecord } from '../transfer/file-ledger';
import type { SegmentRecord } from '../transfer/sabr/segment-record';

/**
 * What lies on the disk as segments of a file of `total` bytes, told in ranges of it; nothing where the
 * file's length is not known, for ranges cover all of it.
 */
export function rangesOfSegments(
  { initBytes = 0, runs }: SegmentRecord,
  total: number | undefined,
): LedgerRecord | undefined {
  if (total === undefined) return undefined;
  const there = [[0, initBytes], ...runs.map(([, , , , start, end]) => [start, end])];
  return {
    total,
    blocks: there.map(([start = 0, done = 0], at) => [start, done, there[at + 1]?.[0] ?? total]),
  };
}
