import { ReelkeepError, retryAfterFacts, serverTime } from '../../errors';
import { boundedText } from '../bounded-text';

/** The platform's, in the session whose cookies shall be sent. */
export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

export interface WantedText {
  readonly url: string;
  /** Completes "… did not arrive.". */
  readonly what: string;
  readonly mostCharacters: number;
}

/**
 * A text of the site's, fetched anew with the cookies of whoever's `fetch` this is. A redirect is not
 * followed: it leads to a page that wants a person, for consent or against robots.
 * @throws network-lost, also where the signal's time is over; page-not-reachable for a redirect; http-429,
 *   http-404 and http-error with `status` and `retryAfterFacts`; page-data-too-large; the signal's other reasons.
 */
export async function fetchSiteText(
  fetch: Fetch,
  { url, what, mostCharacters }: WantedText,
  signal: AbortSignal,
): Promise<string> {
  try {
    const response = await fetch(url, {
      credentials: 'include',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    refuseStatus(response, what);
    return await boundedText(response, mostCharacters);
  } catch (thrown) {
    if (thrown instanceof ReelkeepError) throw thrown;
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    // What the platform throws here is a network that does not carry, or not in time; it says no more.
    throw new ReelkeepError('network-lost', `${what} did not arrive.`, { cause: thrown });
  }
}

function refuseStatus({ ok, status, type, headers }: Response, what: string): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ReelkeepError('page-not-reachable', `${what} led elsewhere.`);
  }
  if (ok) return;
  const code = status === 429 ? 'http-429' : status === 404 ? 'http-404' : 'http-error';
  const now = serverTime(headers.get('date'), Date.now());
  const facts = { status, ...retryAfterFacts(headers.get('retry-after'), now) };
  throw new ReelkeepError(code, `${what} was refused.`, { facts });
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';
