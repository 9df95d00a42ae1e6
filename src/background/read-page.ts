import { asReelkeepError, ReelkeepError, toErrorData } from '../errors';
import { answeredInitialData } from '../extract/youtube/own-initial-data';
import type { PageData } from '../extract/youtube/page-data';
import { readInitialDataInPage } from '../extract/youtube/read-initial-data-in-page';
import { videoIdOf } from '../extract/youtube/video-id';
import { createTabSender } from '../platform/channel';
import { injectContentScripts } from '../platform/content-scripts';
import { callInPage } from '../platform/page-calls';
import { holdsSitePermissions } from '../platform/permissions';
import { tabInfo } from '../platform/tabs';
import type { ContentRequests } from '../protocol/content';

const initialDataLimits = { timeoutMs: 2_000, mostCharacters: 1_000_000 };

/**
 * What the tab's page of YouTube says of its video, parsed by the content script.
 * @throws not-a-video-page, no-permission, page-not-reachable and the page's own codes.
 */
export async function readPage(tabId: number): Promise<PageData> {
  const tab = await tabInfo(tabId);
  if (tab?.url !== undefined && videoIdOf(tab.url) === undefined) throw notAVideoPage();
  // Both browsers let a person take a site back; without it a tab does not even say where it is.
  if (!(await holdsSitePermissions())) {
    throw new ReelkeepError('no-permission', 'The browser does not let us read this site.');
  }
  if (tab?.url === undefined) throw notAVideoPage();
  const content = createTabSender<ContentRequests>('content', tabId);
  try {
    return await withInitialData(tabId, await content.readPage({}));
  } catch (thrown) {
    if (asReelkeepError(thrown).code !== 'no-receiver') throw thrown;
  }
  await injectContentScripts(tabId);
  try {
    return await withInitialData(tabId, await content.readPage({}));
  } catch (thrown) {
    const error = asReelkeepError(thrown);
    if (error.code !== 'no-receiver') throw error;
    throw new ReelkeepError('page-not-reachable', 'The page does not answer.', { cause: error });
  }
}

/** Chapters are worth no failure: a page that does not say them has a description that may. */
async function withInitialData(tabId: number, page: PageData): Promise<PageData> {
  try {
    const answer = await callInPage(tabId, readInitialDataInPage, [], initialDataLimits);
    return { ...page, initialData: answeredInitialData(answer, page.videoId) };
  } catch (error) {
    console.warn('The page’s own data could not be read.', toErrorData(error));
    return page;
  }
}

const notAVideoPage = () =>
  new ReelkeepError('not-a-video-page', 'There is no video that we know on this page.');
