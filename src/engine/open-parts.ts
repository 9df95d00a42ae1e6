import { ReelkeepError } from '../errors';
import type { PartRequest } from '../jobs/job';
import type { JournalRecord, PartRecord } from '../jobs/journal-record';
import { FileLedger } from '../transfer/file-ledger';
import type { OpenPart } from './fetch-parts';
import type { GuardedFile } from './guarded-file';
import { trimmedLedger } from './trusted-ledger';

/** The job's part files, open, each with what the journal knows of it. */
export async function openParts(
  { job, parts: records }: JournalRecord,
  open: (name: string) => Promise<GuardedFile>,
): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  for (const [at, request] of job.request.parts.entries()) {
    const name = partName(request, at);
    const file = await open(name);
    const kept = records.find(({ formatId }) => formatId === request.formatId)?.ledger;
    const trusted = kept && trimmedLedger(kept, file.getSize());
    const ledger = new FileLedger(request.contentLength, trusted);
    // What lies behind the end was written for a length that the server has corrected since.
    const end = ledger.plan.received === 0 ? 0 : ledger.plan.total;
    if (end !== undefined && file.getSize() > end) file.truncate(end);
    parts.push({ request, name, file, ledger });
  }
  return parts;
}

const partName = ({ role }: PartRequest, at: number): string => `${at}-${role}.part`;

/** Puts on the disk what the ledgers say, and answers with it for the journal. */
export function flushParts(parts: readonly OpenPart[]): PartRecord[] {
  // Taken first: what is written while the flush runs is not yet on the disk.
  const records = parts.map(({ request, ledger }) => ({
    formatId: request.formatId,
    ledger: ledger.record(),
  }));
  for (const { file } of parts) file.flush();
  return records;
}

/** @throws length-mismatch where a file is not as long as the server said it to be. */
export function demandLengths(parts: readonly OpenPart[]): void {
  for (const { file, ledger } of parts) {
    const expectedBytes = ledger.plan.total ?? 0;
    const bytes = file.getSize();
    if (bytes === expectedBytes) continue;
    throw new ReelkeepError(
      'length-mismatch',
      'The file on disk is not as long as it was served.',
      { facts: { expectedBytes, bytes } },
    );
  }
}
