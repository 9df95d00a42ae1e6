import { ReelkeepError } from '../errors';
import type { Extractor, ExtractPorts } from '../extract/extractor';
import { findExtractor } from '../extract/registry';
import type { Contents } from '../extract/video';
import { holdsHosts, holdsSitePermissions } from '../platform/permissions';
import { type TabInfo, tabInfo } from '../platform/tabs';
import { askTab, siteFetch } from './extract-ports';
import { readPage } from './read-page';
import { savableVideo } from './savable-video';
import { setSiteHeaders } from './site-headers';
import { originOf } from './tab-origin';

const longestMs = 60_000;

/**
 * What the tab's page shows, as its site's extractor reads it.
 * @throws not-a-video-page, ambiguous-address; no-permission with the `hosts` that are wanted; what the
 *   extractor throws.
 */
export async function readContents(tabId: number): Promise<Contents> {
  const tab = await tabInfo(tabId);
  if (tab?.url === undefined) throw await unseen();
  const { extractor, target } = findExtractor(tab.url);
  await demandHosts(extractor);
  await setSiteHeaders();
  return extractor.extract(target, portsOf(extractor, tab), AbortSignal.timeout(longestMs));
}

/** @throws no-permission: both browsers let a person take a site back. */
export async function demandHosts({ hosts }: Pick<Extractor, 'hosts'>): Promise<void> {
  if (await holdsHosts(hosts)) return;
  throw new ReelkeepError('no-permission', 'The browser does not let us read this site.', {
    facts: { hosts: hosts.join(' ') },
  });
}

/** Where a site was taken back a tab does not even say where it is. */
async function unseen(): Promise<ReelkeepError> {
  return (await holdsSitePermissions())
    ? new ReelkeepError('not-a-video-page', 'There is no video that we know on this page.')
    : new ReelkeepError('no-permission', 'The browser does not let us read this site.');
}

const portsOf = (extractor: Extractor, tab: TabInfo): ExtractPorts => ({
  fetch: siteFetch(extractor, originOf(tab)),
  askPage: askTab(tab.id),
  pageVideo: async () => savableVideo(await readPage(tab.id)),
});
