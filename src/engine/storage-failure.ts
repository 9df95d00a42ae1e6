import { ReelkeepError } from '../errors';

/** What the browser's storage throws, as an error of the family: a full disk is told from all else. */
export function storageFailure(cause: unknown): ReelkeepError {
  if (cause instanceof ReelkeepError) return cause;
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  if (/^QuotaExceededError/.test(reason)) {
    return new ReelkeepError('disk-full', 'There is no room on the disk.', { cause });
  }
  return new ReelkeepError('storage-failed', 'The browser could not keep the file.', {
    cause,
    facts: { reason },
  });
}
