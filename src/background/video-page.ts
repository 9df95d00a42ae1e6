import { asReelkeepError, type ErrorCode } from '../errors';
import type { PageData } from '../extract/youtube/page-data';
import { videoIdOf } from '../extract/youtube/video-id';
import { tabInfo } from '../platform/tabs';
import { readPage } from './read-page';
import { originOf } from './tab-origin';
import { waysToPage } from './ways-to-page';

const longestMs = 30_000;
/** What an embed says that nobody has played. */
const sayNothing: ReadonlySet<ErrorCode> = new Set(['no-player-data', 'json-not-found']);

/**
 * What is said of the tab's video: by its page, or, of an embed that does not play, by the watch page.
 * @throws as `readPage`.
 */
export async function videoPage(tabId: number): Promise<PageData> {
  let page: PageData | undefined;
  try {
    page = await readPage(tabId);
    if (tells(page)) return page;
  } catch (thrown) {
    if (!sayNothing.has(asReelkeepError(thrown).code)) throw thrown;
    const watched = await watchPageOf(tabId);
    if (watched) return watched;
    throw thrown;
  }
  return (await watchPageOf(tabId)) ?? page;
}

const isEmbed = (url: string): boolean => new URL(url).pathname.startsWith('/embed/');

/** Whether there is more to it than a name; why an embed is refused is mostly of its being one. */
const tells = ({ pageUrl, playerResponse }: PageData): boolean =>
  !isEmbed(pageUrl) || playerResponse?.streamingData !== undefined;

/** Nothing where the tab is no embed, or nothing comes: what the embed itself says then counts. */
async function watchPageOf(tabId: number): Promise<PageData | undefined> {
  const tab = await tabInfo(tabId);
  const videoId = videoIdOf(tab?.url ?? '');
  if (!tab?.url || videoId === undefined || !isEmbed(tab.url)) return undefined;
  const signal = AbortSignal.timeout(longestMs);
  for (const { kind, read } of await waysToPage(originOf(tab), videoId)) {
    if (kind !== 'fresh') continue;
    try {
      return await read(signal);
    } catch (thrown) {
      // The next way, or the embed's own word.
      if (signal.aborted) throw thrown;
    }
  }
  return undefined;
}
