import { type ErrorCode, ReelkeepError } from '../errors';
import type { Extractor, ExtractPorts } from '../extract/extractor';
import { type FoundExtractor, findExtractor } from '../extract/registry';
import type { Contents } from '../extract/video';
import type { Origin } from '../jobs/job';
import { holdsHosts, holdsSitePermissions } from '../platform/permissions';
import { tabInfo } from '../platform/tabs';
import { askTab, siteFetch } from './extract-ports';
import { findVideo } from './find-video';
import { inTabOf, onceLoaded } from './read-in-new-tab';
import { seenStreams } from './seen-streams';
import { withCredentials } from './sign-in';
import { setSiteHeaders } from './site-headers';
import { originOf } from './tab-origin';
import { tabShowing } from './tab-showing';

const longestMs = 60_000;

/**
 * What the tab's page shows, as its site's extractor reads it.
 * @throws not-a-video-page, ambiguous-address; no-permission with the `hosts` that are wanted; what the
 *   extractor throws.
 */
export async function readContents(tabId: number): Promise<Contents> {
  const tab = await tabInfo(tabId);
  if (tab?.url === undefined) throw await unseen();
  const signal = AbortSignal.timeout(longestMs);
  return extract(findExtractor(tab.url), originOf(tab), tabId, signal);
}

/**
 * The same by the address alone, in the session of where it is asked for; a tab's page is asked where one
 * shows the address, that tab's before others. Of what only its page tells a tab is opened where none does.
 * @throws as `readContents`.
 */
export async function extractAnew(
  address: string,
  origin: Origin,
  signal: AbortSignal,
): Promise<Contents> {
  const found = findExtractor(address);
  const tabId = await tabShowing(found, origin);
  if (tabId !== undefined || found.extractor.hosts.length > 0) {
    return extract(found, origin, tabId, signal);
  }
  // Where we may not read the page's host, its tab would tell us nothing.
  await demandHosts({ hosts: [found.target.url.hostname] });
  return inTabOf(origin, address, signal, (opened) =>
    onceLoaded(() => extract(found, origin, opened, signal), notYet, signal),
  );
}

/** What a page says that has not loaded, or whose player has not been fed. */
const notYet: ReadonlySet<ErrorCode> = new Set([
  'not-a-video-page',
  'page-not-reachable',
  'blob-player',
]);

async function extract(
  { extractor, target }: FoundExtractor,
  origin: Origin,
  tabId: number | undefined,
  signal: AbortSignal,
): Promise<Contents> {
  await demandHosts(extractor);
  await setSiteHeaders();
  const fetch = siteFetch(extractor, origin, target.url.href);
  const ports: ExtractPorts = {
    fetch,
    askPage: askTab(tabId),
    seen: async () => (tabId === undefined ? [] : seenStreams(tabId)),
    pageVideo: async () => (await findVideo(asNowServed(target.url.href, origin), signal)).video,
  };
  return withCredentials(
    { extractor, origin, fetch },
    (credentials) => extractor.extract(target, { ...ports, credentials }, signal),
    signal,
  );
}

/** @throws no-permission: both browsers let a person take a site back. */
async function demandHosts({ hosts }: Pick<Extractor, 'hosts'>): Promise<void> {
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

/** Whatever formats a page of YouTube has now. */
export const asNowServed = (videoUrl: string, origin: Origin) => ({
  origin,
  videoUrl,
  formats: [],
  wish: { failed: [] },
});
