import type { LedgerRecord } from '../transfer/file-ledger';

/**
 * What of a ledger can be true of a part file of so many bytes. A file is shorter than its record where
 * a machine lost its power, or where somebody cut or deleted it: what lies beyond its end is missing
 * again, and the rest is kept. What the ledger knows of the content stays. The same record where the file
 * is long enough.
 */
export function trimmedLedger(record: LedgerRecord, fileBytes: number): LedgerRecord {
  if (record.blocks.every(([, done]) => done <= fileBytes)) return record;
  return {
    ...record,
    blocks: record.blocks.map(([start, done, end]) => [
      start,
      Math.max(start, Math.min(done, fileBytes)),
      end,
    ]),
  };
}
