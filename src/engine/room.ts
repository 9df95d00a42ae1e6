import type { Job } from '../jobs/job';
import type { JournalRecord } from '../jobs/journal-record';
import type { PartRecord } from '../jobs/part-record';
import { bytesOnDisk, totalOf } from './record-bytes';

/** In bytes; as facts of an error they are what a person must know to make room. */
export type MissingRoom = {
  readonly neededBytes: number;
  readonly freeBytes: number;
  readonly missingBytes: number;
};

/** For the journal, for what a file system takes beside the bytes, and for other programs that write meanwhile. */
const leastMargin = 16 * 1024 * 1024;
/** A file that is put together has an index of its own. */
const marginShare = 0.01;

/**
 * How much more a job will take of the disk at its fullest moment to come, in bytes, beyond what it has
 * there now.
 *
 * Of a video of T bytes the disk holds, from one phase to the next: the parts (up to T); parts and
 * finished file (2 T); the finished file alone (T), as the parts go once it is verified; the finished
 * and the saved file (2 T); the saved file. A part that is saved as it is served is the finished file:
 * it skips the second and third. Either way the fullest moment has 2 T, never 3 T: the saved copy takes
 * the room that the parts leave, and no byte is there more than twice. So with D bytes fetched
 * - before the start and while it fetches 2 T − D are missing: T − D to fetch, and T for the finished
 *   file, or for the saved one;
 * - before it is put together D is T, and T are missing;
 * - before it is saved only the finished file is there, and as much again is missing.
 *
 * What free bytes tell already sinks with each byte that is written: of a file that is being put together,
 * and of the saved copy (`copied`, as far as the browser has told), only what is still to come counts.
 *
 * A part whose length nobody knows yet counts with what is fetched of it: at the start, the margin is all.
 */
export function neededRoom({ job, parts, output }: JournalRecord, copied = 0): number {
  if (output) return withMargin(Math.max(0, output.bytes - copied), output.bytes);
  const total = job.request.parts.reduce((sum, { formatId, contentLength }) => {
    const part = parts.find((record) => record.formatId === formatId);
    const known = part && (totalOf(part.fetched) ?? bytesOnDisk([part]));
    return sum + (contentLength ?? known ?? 0);
  }, 0);
  const written = total * shareWritten(job, parts);
  return withMargin(Math.ceil(Math.max(0, 2 * total - bytesOnDisk(parts) - written)), total);
}

/** Of the file that the parts are put together in; one that is saved as it was served is a part itself. */
function shareWritten({ current, request }: Job, parts: readonly PartRecord[]): number {
  if (current.state === 'muxing') return Math.min(1, current.done);
  if (current.state !== 'verifying') return 0;
  const isServed = request.parts.some(
    ({ role, formatId }) =>
      role === 'whole' &&
      !parts.some((part) => part.formatId === formatId && part.fetched.kind === 'listed'),
  );
  return isServed ? 0 : 1;
}

/** What must be freed before the job can go on to its end; undefined where there is room, or the browser does not say (`freeBytes`). */
export function missingRoom(
  record: JournalRecord,
  freeBytes: number | undefined,
): MissingRoom | undefined {
  if (freeBytes === undefined) return undefined;
  const neededBytes = neededRoom(record);
  const missingBytes = neededBytes - freeBytes;
  return missingBytes > 0 ? { neededBytes, freeBytes, missingBytes } : undefined;
}

const withMargin = (bytes: number, total: number): number =>
  bytes + leastMargin + Math.ceil(total * marginShare);
