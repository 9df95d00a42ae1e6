import { ReelkeepError } from '../errors';
import type { Fetch } from '../extract/youtube/fetch-site-text';
import { fetchWatchPage } from '../extract/youtube/fetch-watch-page';
import type { PageData } from '../extract/youtube/page-data';
import { watchUrl } from '../extract/youtube/video-id';
import type { PageDocument } from './ask-page';

/**
 * The video's watch page, fetched as the tab's page would fetch it: only there a container's and a private
 * window's cookies are at hand.
 * @throws page-not-reachable where the page is of another origin, and what `fetchWatchPage` throws.
 */
export async function fetchPage(
  document: Pick<PageDocument, 'URL'>,
  fetch: Fetch,
  videoId: string,
  signal: AbortSignal,
): Promise<PageData> {
  if (new URL(document.URL).origin !== new URL(watchUrl(videoId)).origin) {
    throw new ReelkeepError('page-not-reachable', 'The tab is not on the host of watch pages.');
  }
  return fetchWatchPage(fetch, videoId, signal);
}
