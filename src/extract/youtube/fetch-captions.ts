import { ReelkeepError } from '../../errors';
import { captionAddress } from './allowed-address';
import { type Fetch, fetchSiteText } from './fetch-site-text';
import { longestCaptions } from './parse-captions';

/**
 * The text that lies at a caption's address; it may be empty.
 * @throws address-not-allowed, and what `fetchSiteText` throws.
 */
export async function fetchCaptions(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
): Promise<string> {
  if (captionAddress(url) === undefined) {
    throw new ReelkeepError('address-not-allowed', 'These captions lie elsewhere.');
  }
  const wanted = { url, what: 'The text of the captions', mostCharacters: longestCaptions };
  return fetchSiteText(fetch, wanted, signal);
}
