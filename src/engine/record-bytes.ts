import type { JournalRecord } from '../jobs/journal-record';
import type { FetchedRecord, PartRecord } from '../jobs/part-record';

/** What of the parts lies on the disk, as the journal knows it. */
export const bytesOnDisk = (parts: readonly PartRecord[]): number =>
  parts.reduce((sum, { fetched }) => sum + bytesOf(fetched), 0);

function bytesOf(fetched: FetchedRecord): number {
  if (fetched.kind === 'ranges') {
    return fetched.ranges.blocks.reduce((sum, [start, done]) => sum + done - start, 0);
  }
  if (fetched.kind === 'listed') return fetched.listed.bytes;
  if (fetched.kind === 'whole') return fetched.whole.bytes;
  const { initBytes = 0, runs } = fetched.segments;
  return runs.reduce((sum, [, , , , start, end]) => sum + end - start, initBytes);
}

/** As long as the server said the part to be; undefined where it has not. */
export function totalOf(fetched: FetchedRecord): number | undefined {
  if (fetched.kind === 'ranges') return fetched.ranges.total;
  if (fetched.kind === 'whole' && !isWhole(fetched)) return fetched.whole.total;
  return isWhole(fetched) ? bytesOf(fetched) : undefined;
}

/** Whether nothing is left to fetch: the parts are whole, or already put together. */
export function isFetched({ job, parts, output }: JournalRecord): boolean {
  if (output) return true;
  return job.request.parts.every(({ formatId }) => {
    const fetched = parts.find((part) => part.formatId === formatId)?.fetched;
    return fetched !== undefined && isWhole(fetched);
  });
}

/** Nothing more is wanted of a list than what has come; where nothing has, it is wanted still. */
export const enough = (part: PartRecord): PartRecord =>
  part.fetched.kind === 'listed' && part.fetched.listed.segments > 0
    ? { ...part, fetched: { kind: 'listed', listed: { ...part.fetched.listed, isComplete: true } } }
    : part;

export function isWhole(fetched: FetchedRecord): boolean {
  if (fetched.kind === 'ranges') {
    const { total, blocks } = fetched.ranges;
    return total !== undefined && blocks.every(([, done, end]) => done === end);
  }
  if (fetched.kind === 'listed') return fetched.listed.isComplete === true;
  if (fetched.kind === 'whole') return fetched.whole.isComplete === true;
  const { initBytes, lastSegment, runs } = fetched.segments;
  const [run] = runs;
  return initBytes !== undefined && runs.length === 1 && run?.[0] === 1 && run[1] === lastSegment;
}
