import type { JournalRecord, PartRecord } from '../jobs/journal-record';

/** What of the parts lies on the disk, as the journal knows it. */
export const bytesOnDisk = (parts: readonly PartRecord[]): number =>
  parts
    .flatMap(({ ledger }) => ledger.blocks)
    .reduce((sum, [start, done]) => sum + done - start, 0);

/** Whether nothing is left to fetch: the parts are whole, or already put together. */
export function isFetched({ job, parts, output }: JournalRecord): boolean {
  if (output) return true;
  return job.request.parts.every(({ formatId }) => {
    const ledger = parts.find((part) => part.formatId === formatId)?.ledger;
    return ledger?.total !== undefined && ledger.blocks.every(([, done, end]) => done === end);
  });
}
