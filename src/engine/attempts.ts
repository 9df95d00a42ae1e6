import type { ErrorData } from '../errors';
import type { JournalRecord } from '../jobs/journal-record';
import { bytesOnDisk } from './record-bytes';

/**
 * So often in a row a job may be taken up without getting on. One that kills its worker would otherwise
 * be the first thing that the next worker does, for ever.
 */
const mostAttempts = 3;

export const isStuck = ({ attempts = 0 }: JournalRecord): boolean => attempts >= mostAttempts;

export const stuckError = ({ attempts = 0 }: JournalRecord): ErrorData => ({
  code: 'internal',
  message: 'The engine stopped each time it worked on this.',
  facts: { attempts },
});

/** One more than before; journalled before the work begins. */
export const begun = (record: JournalRecord): JournalRecord => ({
  ...record,
  attempts: (record.attempts ?? 0) + 1,
});

/** The record after a change; more bytes on the disk, or the finished file, end the count. */
export function changed(record: JournalRecord, change: Partial<JournalRecord>): JournalRecord {
  const next = { ...record, ...change };
  const gotOn = change.output !== undefined || bytesOnDisk(next.parts) > bytesOnDisk(record.parts);
  return gotOn ? unhindered(next) : next;
}

/** Without a count: a person asks, or the work went well. */
export function unhindered({ attempts: _, ...record }: JournalRecord): JournalRecord {
  return record;
}
