import { type FoundExtractor, isPageOf } from '../extract/registry';
import type { Origin } from '../jobs/job';
import { hostPattern } from '../platform/host-pattern';
import { tabInfo, tabsShowing } from '../platform/tabs';
import { originOf, sameSession } from './tab-origin';

/**
 * The tab that shows an address, in the session of where the job began. The one where it began may be gone,
 * or be another's since the browser was started anew. A page of a site that we know says itself what it
 * shows: there the first tab need not have the address by which the site calls it.
 */
export async function tabShowing(
  { extractor, target }: FoundExtractor,
  origin: Origin,
): Promise<number | undefined> {
  const shown = withoutHash(target.url.href);
  const own = origin.tabId === undefined ? undefined : await tabInfo(origin.tabId);
  const others = await tabsShowing([hostPattern(target.url.hostname)]);
  const isShowing = (url: string): boolean =>
    withoutHash(url) === shown || (url === own?.url && isPageOf(extractor, url));
  return [...(own ? [own] : []), ...others].find(
    (tab) => tab.url !== undefined && isShowing(tab.url) && sameSession(originOf(tab), origin),
  )?.id;
}

const withoutHash = (address: string): string => address.replace(/#.*/, '');
