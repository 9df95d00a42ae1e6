import { ReelkeepError } from '../../errors';
import { boundedText } from '../bounded-text';
import { fetchedPage } from './fetched-page';
import { initialDataInText } from './own-initial-data';
import { readYoutubePage } from './page';
import type { PageData } from './page-data';
import { parsePageAnswer } from './parse-page-answer';
import { watchUrl } from './video-id';

/** The platform's, in the session whose cookies shall be sent. */
export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** Characters. A watch page has one to two million. */
const largestPage = 10_000_000;

/**
 * A video's watch page, fetched anew with the cookies of whoever's `fetch` this is, and what it says. A
 * redirect is not followed: it leads to a page that wants a person, for consent or against robots.
 * @throws network-lost, also where the signal's time is over; page-not-reachable for a redirect, http-429
 *   and http-error with `status`, page-data-too-large, the signal's other reasons, and the page reader's codes.
 */
export async function fetchWatchPage(
  fetch: Fetch,
  videoId: string,
  signal: AbortSignal,
): Promise<PageData> {
  const url = watchUrl(videoId);
  const html = await arriving(signal, async () => {
    const response = await fetch(url, {
      credentials: 'include',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    refuseStatus(response);
    return boundedText(response, largestPage);
  });
  // The same border as between the page's world and ours: the text is the page's word, not ours.
  const page = parsePageAnswer(JSON.stringify(readYoutubePage(fetchedPage(html, url))));
  return { ...page, initialData: initialDataInText(html, videoId) };
}

/** What the platform throws here is a network that does not carry, or not in time; it says no more. */
async function arriving<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof ReelkeepError) throw thrown;
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    throw new ReelkeepError('network-lost', 'The watch page did not arrive.', { cause: thrown });
  }
}

function refuseStatus({ ok, status, type }: Response): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ReelkeepError('page-not-reachable', 'The watch page leads elsewhere.');
  }
  if (ok) return;
  const code = status === 429 ? 'http-429' : 'http-error';
  throw new ReelkeepError(code, 'The site refuses the watch page.', { facts: { status } });
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';
