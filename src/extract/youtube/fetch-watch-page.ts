import { type Fetch, fetchSiteText } from './fetch-site-text';
import { fetchedPage } from './fetched-page';
import { initialDataInText } from './own-initial-data';
import { readYoutubePage } from './page';
import type { PageData } from './page-data';
import { parsePageAnswer } from './parse-page-answer';
import { watchUrl } from './video-id';

/** Characters. A watch page has one to two million. */
const largestPage = 10_000_000;

/**
 * A video's watch page, fetched anew, and what it says.
 * @throws what `fetchSiteText` throws, and the page reader's codes.
 */
export async function fetchWatchPage(
  fetch: Fetch,
  videoId: string,
  signal: AbortSignal,
): Promise<PageData> {
  const url = watchUrl(videoId);
  const wanted = { url, what: 'The watch page', mostCharacters: largestPage };
  const html = await fetchSiteText(fetch, wanted, signal);
  // The same border as between the page's world and ours: the text is the page's word, not ours.
  const page = parsePageAnswer(JSON.stringify(readYoutubePage(fetchedPage(html, url))));
  return { ...page, initialData: initialDataInText(html, videoId) };
}
