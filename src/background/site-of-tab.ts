import { findExtractor } from '../extract/registry';
import type { Site } from '../extract/video';
import { tabInfo } from '../platform/tabs';

/**
 * Whose page the tab shows. Where the browser does not say what it shows: YouTube's, whose reader knows why.
 * @throws not-a-video-page, ambiguous-address.
 */
export async function siteOfTab(tabId: number): Promise<Site> {
  const tab = await tabInfo(tabId);
  return tab?.url === undefined ? 'youtube' : findExtractor(tab.url).extractor.site;
}
