import { boundedText } from '../extract/bounded-text';
import { readEmbedPage } from '../extract/youtube/read-embed-page';
import { setSiteHeaders } from './site-headers';

/** Characters; an embed page has some hundred thousand. */
const largestPage = 5_000_000;
const fetchMs = 10_000;

/** What the embedded player's requests for this video have to carry; `undefined` where nobody says it: the site answers some without. */
export async function embedFlags(
  videoId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await setSiteHeaders();
    const response = await fetch(`https://www.youtube.com/embed/${videoId}`, {
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(fetchMs)]),
    });
    if (!response.ok) return undefined;
    return readEmbedPage(await boundedText(response, largestPage)).encryptedHostFlags;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
