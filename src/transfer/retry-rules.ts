import type { ReelkeepError } from '../errors';

/**
 * What retries, how often and after how long.
 *
 * - Transient: the network, 408, 429 and 5xx. Tried again after a doubling wait with jitter, or after
 *   what `Retry-After` asks where that is longer; a try that brought bytes starts the count anew.
 * - Corrupt: an answer that is not what was asked. Its bytes are dropped and fetched again a few times;
 *   a whole file never comes of it otherwise.
 * - Everything else ends at once: 403 and 410 need a new address, 404 and 416 have nothing to give,
 *   a full disk or a cancel is not the network's to mend.
 */
export type FailureKind = 'transient' | 'corrupt' | 'final';

const maxTransientTries = 8;
const maxCorruptTries = 4;
const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** A server that asks for more patience than this gets its wish: the job ends with its code. */
const longestRetryAfterMs = 120_000;
/** Fewer bytes than this are no progress: a server that drips and drops must not be asked for ever. */
const progressBytes = 64 * 1024;

export function failureKind({ code, facts }: ReelkeepError): FailureKind {
  switch (code) {
    case 'network-lost':
    case 'http-429':
      return 'transient';
    case 'http-error':
      return Number(facts.status) === 408 || Number(facts.status) >= 500 ? 'transient' : 'final';
    case 'length-mismatch':
    case 'range-mismatch':
    case 'range-ignored':
    case 'content-changed':
      return 'corrupt';
    default:
      return 'final';
  }
}

/** Failures of one range since it last made progress. */
export interface Failures {
  readonly transient: number;
  readonly corrupt: number;
}

export const noFailures: Failures = { transient: 0, corrupt: 0 };

export type Verdict =
  | { readonly kind: 'retry'; readonly failures: Failures; readonly waitMs: number }
  | { readonly kind: 'end' };

/** `gainedBytes`: what the failed try brought to disk. `random`: 0 ≤ x < 1. */
export function judge(
  error: ReelkeepError,
  before: Failures,
  gainedBytes: number,
  random: () => number,
): Verdict {
  const kind = failureKind(error);
  if (kind === 'final') return { kind: 'end' };
  const transientBefore = gainedBytes >= progressBytes ? 0 : before.transient;
  const failures: Failures =
    kind === 'transient'
      ? { ...before, transient: transientBefore + 1 }
      : { transient: transientBefore, corrupt: before.corrupt + 1 };
  const retryAfterMs = Number(error.facts.retryAfterSeconds ?? 0) * 1000;
  const exhausted =
    failures.transient >= maxTransientTries ||
    failures.corrupt >= maxCorruptTries ||
    retryAfterMs > longestRetryAfterMs;
  if (exhausted) return { kind: 'end' };
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures[kind] - 1));
  const jittered = doubled * (0.5 + random() / 2);
  return { kind: 'retry', failures, waitMs: Math.max(jittered, retryAfterMs) };
}
