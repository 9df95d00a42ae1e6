import type { ErrorData } from '../errors';
import type { WaitReason } from './job';

/**
 * Which failures a job waits out by itself, for how long, and which end it.
 *
 * - `network`: the network is gone and the transfer's own retries are used up. Tried again without end,
 *   after 5 s growing to 60 s: only a person ends it. A refusal that could not be diagnosed because the
 *   network went away meanwhile is one of these; so is a page that did not answer what a job is made of,
 *   and a background that was ended while it was to ask it.
 * - `disk`: no room. Looked at again after 5 s growing to 60 s; the queue starts it once it fits.
 * - `server`: 429, 408 and 5xx that outlast the transfer's retries, or ask for more patience than these
 *   have. A few waits of a minute and more; a server that asks for more than six hours gets its wish. So is
 *   a site that takes us for a robot: a person answers it on its page, or it forgets.
 * - All else needs a person: it fails with its code.
 */
export type AfterFailure =
  | { readonly kind: 'wait'; readonly reason: WaitReason; readonly delayMs: number }
  | { readonly kind: 'fail' };

const second = 1000;
const minute = 60 * second;
const longestRetryAfterMs = 6 * 60 * minute;
const mostServerWaits = 5;

/** `waitsBefore`: how often in a row the job has waited for this reason without a byte more on the disk. */
export function afterFailure(
  error: ErrorData,
  waitsBefore: (reason: WaitReason) => number,
): AfterFailure {
  const reason = reasonOf(error);
  if (reason === undefined) return { kind: 'fail' };
  const before = waitsBefore(reason);
  if (reason !== 'server') {
    return { kind: 'wait', reason, delayMs: growing(5 * second, before, minute) };
  }
  const retryAfterMs = Number(error.facts.retryAfterSeconds ?? 0) * second;
  if (before >= mostServerWaits || retryAfterMs > longestRetryAfterMs) return { kind: 'fail' };
  const delayMs = Math.max(retryAfterMs, growing(minute, before, 15 * minute));
  return { kind: 'wait', reason, delayMs };
}

function reasonOf({ code, facts }: ErrorData): WaitReason | undefined {
  switch (code) {
    case 'network-lost':
    case 'no-receiver':
    case 'page-not-responding':
      return 'network';
    case 'disk-full':
      return 'disk';
    case 'http-429':
    case 'asked-to-prove-human':
      return 'server';
    case 'http-error':
      return Number(facts.status) === 408 || Number(facts.status) >= 500 ? 'server' : undefined;
    case 'http-403':
    case 'http-410':
    case 'attestation-required':
    case 'sabr-error':
      return facts.renewal === 'network-lost' || facts.renewal === 'no-receiver'
        ? 'network'
        : undefined;
    default:
      return undefined;
  }
}

/**
 * Whether the page is asked before a wait's next try: where the browser has a network and yet nobody
 * answers, it may be the media's host alone that is dead, and the page names others. After the second
 * wait in a row, the fourth, the eighth …
 */
export const asksPage = ({ code, facts }: ErrorData, waits: number): boolean =>
  code === 'network-lost' &&
  facts.offline !== true &&
  waits >= 2 &&
  Number.isInteger(Math.log2(waits));

/** Whether a wait's next try is the last of these waits: another like it ends the job, so another way is worth its while. */
export const isLastTry = ({ code }: ErrorData, waits: number): boolean =>
  code === 'http-429' && waits >= mostServerWaits;

const growing = (first: number, times: number, most: number): number =>
  Math.min(most, first * 2 ** times);
