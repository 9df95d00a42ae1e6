import { type ErrorCode, type ErrorFacts, ReelkeepError } from '../errors';
import type { SavedFile } from '../jobs/job';
import type { SaveOutcome } from '../protocol/engine';

/** What the end of the browser's download means for the job. */
export type SaveEnd =
  | { readonly kind: 'saved'; readonly file: SavedFile }
  /** Not under this name: another one may do. */
  | { readonly kind: 'name-refused'; readonly error: ReelkeepError }
  /** The browser itself ended, or lost its way: the same again may do. */
  | { readonly kind: 'broken'; readonly error: ReelkeepError }
  | { readonly kind: 'failed'; readonly error: ReelkeepError };

/**
 * `expectedBytes`: of the file that was handed over; a saved file of another size is no success,
 * whatever the browser says.
 */
export function saveEnd(
  downloadId: number,
  outcome: SaveOutcome,
  expectedBytes: number | undefined,
): SaveEnd {
  if (outcome.kind === 'interrupted') return interrupted(outcome.reason);
  const { path, bytes } = outcome;
  if (bytes === expectedBytes) return { kind: 'saved', file: { path, bytes, downloadId } };
  const facts = { reason: 'SIZE', savedBytes: bytes, expectedBytes: expectedBytes ?? 0 };
  return { kind: 'failed', error: unsaved('save-interrupted', facts) };
}

/** The browsers' own words: Chromium's and Firefox's `downloads.InterruptReason`. */
function interrupted(reason: string): SaveEnd {
  const code = codes[reason] ?? 'save-interrupted';
  const error = unsaved(code, { reason });
  if (nameTrouble.has(reason)) return { kind: 'name-refused', error };
  return { kind: code === 'save-interrupted' ? 'broken' : 'failed', error };
}

const codes: Readonly<Record<string, ErrorCode>> = {
  USER_CANCELED: 'save-cancelled',
  FILE_NO_SPACE: 'disk-full',
  FILE_ACCESS_DENIED: 'save-refused',
  FILE_NAME_TOO_LONG: 'save-refused',
  FILE_SECURITY_CHECK_FAILED: 'save-refused',
  FILE_BLOCKED: 'save-refused',
  FILE_VIRUS_INFECTED: 'save-refused',
};

/** A disk of another system, a folder far down: what the name is to blame for, or may be. */
const nameTrouble: ReadonlySet<string> = new Set([
  'FILE_NAME_TOO_LONG',
  'FILE_ACCESS_DENIED',
  'FILE_FAILED',
]);

const unsaved = (code: ErrorCode, facts: ErrorFacts): ReelkeepError =>
  new ReelkeepError(code, 'The browser did not save the file.', { facts });
