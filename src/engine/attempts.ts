import type { ErrorData } from '../errors';
import type { JournalRecord } from '../jobs/journal-record';
import { bytesOnDisk } from './record-bytes';

/**
 * So often in a row a job may be taken up without getting on, by an engine that dies while the browser
 * lives. One that kills its engine would otherwise be the first thing that the next one does, for ever.
 */
const mostAttempts = 3;

export const isStuck = ({ attempts = 0 }: JournalRecord): boolean => attempts >= mostAttempts;

export const stuckError = ({ attempts = 0 }: JournalRecord): ErrorData => ({
  code: 'internal',
  message: 'The engine stopped each time it worked on this.',
  facts: { attempts },
});

/** Whether it ran when an engine died, by it or another. It runs beside no other such job: only the guilty one counts on. */
export const isSuspect = ({ attempts = 0 }: JournalRecord): boolean => attempts > 0;

/** The whole browser has ended: whatever that was of, the last time does not count. */
export function excused(record: JournalRecord): JournalRecord {
  const { attempts = 0 } = record;
  return attempts > 1 ? { ...record, attempts: attempts - 1 } : unhindered(record);
}

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
