import { ReelkeepError } from '../../errors';
import { boundedText } from '../bounded-text';
import { captionAddress } from './allowed-address';
import type { Fetch } from './fetch-watch-page';
import { longestCaptions } from './parse-captions';

/**
 * The text that lies at a caption's address; it may be empty.
 * @throws address-not-allowed; network-lost, also where the signal's time is over; http-429, http-404 and
 *   http-error with `status`; page-data-too-large.
 */
export async function fetchCaptions(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<string> {
  if (captionAddress(url) === undefined) {
    throw new ReelkeepError('address-not-allowed', 'These captions lie elsewhere.');
  }
  try {
    const response = await fetch(url, {
      credentials: 'include',
      redirect: 'error',
      cache: 'no-store',
      signal,
    });
    if (!response.ok) throw refused(response.status);
    return await boundedText(response, longestCaptions);
  } catch (thrown) {
    if (thrown instanceof ReelkeepError) throw thrown;
    throw new ReelkeepError('network-lost', 'The captions did not arrive.', { cause: thrown });
  }
}

function refused(status: number): ReelkeepError {
  const code = status === 429 ? 'http-429' : status === 404 ? 'http-404' : 'http-error';
  return new ReelkeepError(code, 'The site refuses the captions.', { facts: { status } });
}
