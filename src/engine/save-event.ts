import type { ErrorCode, ErrorFacts } from '../errors';
import type { JobEvent } from '../jobs/reduce-job';
import type { SaveOutcome } from '../protocol/engine';

/**
 * What the end of the browser's download means for the job. `expectedBytes`: of the file that was
 * handed over; a saved file of another size is no success, whatever the browser says.
 */
export function saveEvent(
  downloadId: number,
  outcome: SaveOutcome,
  expectedBytes: number | undefined,
): JobEvent {
  if (outcome.kind === 'interrupted') {
    return failed(interruptCode(outcome.reason), { reason: outcome.reason });
  }
  const { path, bytes } = outcome;
  if (bytes === expectedBytes) return { kind: 'saved', file: { path, bytes, downloadId } };
  return failed('save-interrupted', {
    reason: 'SIZE',
    savedBytes: bytes,
    expectedBytes: expectedBytes ?? 0,
  });
}

/** The browsers' own words: Chromium's and Firefox's `downloads.InterruptReason`. */
function interruptCode(reason: string): ErrorCode {
  switch (reason) {
    case 'USER_CANCELED':
      return 'save-cancelled';
    case 'FILE_NO_SPACE':
      return 'disk-full';
    case 'FILE_ACCESS_DENIED':
    case 'FILE_NAME_TOO_LONG':
    case 'FILE_SECURITY_CHECK_FAILED':
    case 'FILE_BLOCKED':
    case 'FILE_VIRUS_INFECTED':
      return 'save-refused';
    default:
      return 'save-interrupted';
  }
}

const failed = (code: ErrorCode, facts: ErrorFacts): JobEvent => ({
  kind: 'failed',
  error: { code, message: 'The browser did not save the file.', facts },
});
