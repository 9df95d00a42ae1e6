import type { PartRequest } from '../jobs/job';
import type { JournalRecord } from '../jobs/journal-record';
import type { PartRecord } from '../jobs/part-record';
import type { OpenPart } from './fetch-parts';
import type { GuardedFile } from './guarded-file';
import { PartBytes } from './part-bytes';

/** The job's part files, open, each with what the journal knows of it. */
export async function openParts(
  { job, parts: records }: JournalRecord,
  open: (name: string) => Promise<GuardedFile>,
): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  for (const [at, request] of job.request.parts.entries()) {
    const name = partName(request, at);
    const file = await open(name);
    const kept = records.find(({ formatId }) => formatId === request.formatId)?.fetched;
    parts.push({ request, name, file, bytes: new PartBytes(file, request.contentLength, kept) });
  }
  return parts;
}

export const partName = ({ role }: PartRequest, at: number): string => `${at}-${role}.part`;

/** Puts on the disk what the ledgers say, and answers with it for the journal. */
export function flushParts(parts: readonly OpenPart[]): PartRecord[] {
  // Taken first: what is written while the flush runs is not yet on the disk.
  const records = parts.map(({ request, bytes }) => ({
    formatId: request.formatId,
    fetched: bytes.record(),
  }));
  for (const { file } of parts) file.flush();
  return records;
}

/** @throws length-mismatch where a file is not as long as the server said it to be. */
export function demandLengths(parts: readonly OpenPart[]): void {
  for (const { bytes } of parts) bytes.demandLength();
}
