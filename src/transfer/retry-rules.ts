import type { ReelkeepError } from '../errors';

/**
 * What retries, how often, after how long, and when a host is left for another of the same bytes.
 *
 * | failure | kind | tries of a range | between them | then |
 * |---|---|---|---|---|
 * | the network, a stall, 408, 429, 5xx | transient | 8; 3 while another host could take over | 0.5 s doubling to 30 s, half of it by chance; `Retry-After` where that is longer | the host is left for a minute, twice as long each time |
 * | a body or head that is not what was asked (length, range, encoding, type, ETag) | corrupt | 4; 2 while another host could take over | the same | the host is left for good |
 * | 404, 416, other 4xx | missing | 1 | – | the host is left for good |
 * | 403, 410, a redirect to where we may not go | refused | 1 | – | first host: the end, the engine asks for new addresses, once; another: it is left for good |
 * | disk, cancel, our own faults | own | 1 | – | the end |
 *
 * - A try that brought 64 KiB starts the count of the transient ones anew: whoever gets on is seen through.
 * - A corrupt answer's bytes are dropped; no file ever comes of it otherwise.
 * - `Retry-After` of more than two minutes counts as the last try; where no other host is, the job ends
 *   with the code and waits. All connections leave a host alone that asked for patience.
 * - A host that is left is the next one's gain (`file-hosts.ts`). Where that one fails as well, the first
 *   has the rest of its tries; the file fails once none is left.
 * - Where all that can be had is another content (`content-changed`), the file is fetched anew, once
 *   (`fetch-file.ts`).
 * - A connection that is dropped for being slow, or closed because its rest was taken over, has not
 *   failed: that counts as no try (`slow-lanes.ts`, `choose-cut.ts`).
 */
export type FailureKind = 'transient' | 'corrupt' | 'missing' | 'refused' | 'own';

const mostTries = {
  transient: { atLastHost: 8, elsewhere: 3 },
  corrupt: { atLastHost: 4, elsewhere: 2 },
} as const;
const firstWaitMs = 500;
const longestWaitMs = 30_000;
const longestRetryAfterMs = 120_000;
/** Fewer bytes than this are no progress: a server that drips and drops must not be asked for ever. */
const progressBytes = 64 * 1024;
const firstLeaveMs = 60_000;
const longestLeaveMs = 15 * 60_000;

export function failureKind({ code, facts }: ReelkeepError): FailureKind {
  switch (code) {
    case 'network-lost':
    case 'http-429':
      return 'transient';
    case 'http-error':
      return Number(facts.status) === 408 || Number(facts.status) >= 500 ? 'transient' : 'missing';
    case 'length-mismatch':
    case 'range-mismatch':
    case 'range-ignored':
    case 'content-changed':
      return 'corrupt';
    case 'http-404':
    case 'http-416':
      return 'missing';
    case 'http-403':
    case 'http-410':
    case 'address-not-allowed':
      return 'refused';
    default:
      return 'own';
  }
}

/** Failures of one range since it last made progress. */
export interface Failures {
  readonly transient: number;
  readonly corrupt: number;
}

export const noFailures: Failures = { transient: 0, corrupt: 0 };

/** What the host that failed is to the file. */
export interface Standing {
  /** The address that the site gave: only it can be renewed. */
  readonly isFirst: boolean;
  /** No other host is known that could take over. */
  readonly isLast: boolean;
}

export type Verdict =
  | { readonly kind: 'retry'; readonly failures: Failures; readonly waitMs: number }
  /** The host is asked no more; the range is for the others. */
  | { readonly kind: 'leave' }
  /** Nothing here mends it. */
  | { readonly kind: 'end' };

/** `gainedBytes`: what the failed try brought to disk. `random`: 0 ≤ x < 1. */
export function judge(
  error: ReelkeepError,
  before: Failures,
  gainedBytes: number,
  { isFirst, isLast }: Standing,
  random: () => number,
): Verdict {
  const kind = failureKind(error);
  if (kind === 'own' || (kind === 'refused' && isFirst)) return { kind: 'end' };
  if (kind === 'missing' || kind === 'refused') return { kind: 'leave' };
  const transient = gainedBytes >= progressBytes ? 0 : before.transient;
  const failures: Failures = { transient, corrupt: before.corrupt };
  const counted = { ...failures, [kind]: failures[kind] + 1 };
  const retryAfterMs = Number(error.facts.retryAfterSeconds ?? 0) * 1000;
  const most = mostTries[kind][isLast ? 'atLastHost' : 'elsewhere'];
  if (counted[kind] >= most || retryAfterMs > longestRetryAfterMs) return { kind: 'leave' };
  const doubled = Math.min(longestWaitMs, firstWaitMs * 2 ** (counted[kind] - 1));
  const jittered = doubled * (0.5 + random() / 2);
  return { kind: 'retry', failures: counted, waitMs: Math.max(jittered, retryAfterMs) };
}

/** For how long a host is left that has failed so often, 1 for the first time; undefined: for good. */
export function leaveMs(error: ReelkeepError, times: number): number | undefined {
  if (failureKind(error) !== 'transient') return undefined;
  return Math.min(longestLeaveMs, firstLeaveMs * 2 ** (times - 1));
}
