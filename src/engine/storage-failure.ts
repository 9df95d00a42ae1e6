import { ReelkeepError } from '../errors';

/**
 * What stands in the way, as the fact `trouble` of `storage-failed`.
 * - `locked`: somebody else has the file open; a worker that was ended gives its files back a moment later.
 * - `gone`: the file, its folder or the connection was taken away underneath, as "clear site data" does.
 *   What is opened anew begins with what the disk still has.
 * - `refused`: anything else; nothing is known to help.
 */
export type StorageTrouble = 'locked' | 'gone' | 'refused';

/** As the WHATWG File System and the Indexed Database standards name them. */
const troubles: Readonly<Record<string, StorageTrouble>> = {
  NoModificationAllowedError: 'locked',
  NotFoundError: 'gone',
  InvalidStateError: 'gone',
};

/** A reason is read by people; some browsers put whole paths into theirs. */
const longestReason = 300;

/** What the browser's storage throws, as an error of the family: a full disk is told from all else. */
export function storageFailure(cause: unknown): ReelkeepError {
  if (cause instanceof ReelkeepError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'QuotaExceededError') {
    return new ReelkeepError('disk-full', 'There is no room on the disk.', { cause });
  }
  const reason = cause instanceof Error ? `${name}: ${cause.message}` : String(cause);
  return new ReelkeepError('storage-failed', 'The browser could not keep the file.', {
    cause,
    facts: { reason: reason.slice(0, longestReason), trouble: troubles[name] ?? 'refused' },
  });
}
