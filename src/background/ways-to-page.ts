import { fetchWatchPage } from '../extract/youtube/fetch-watch-page';
import type { PageData } from '../extract/youtube/page-data';
import { videoIdOf, watchUrl } from '../extract/youtube/video-id';
import type { Origin } from '../jobs/job';
import { createTabSender } from '../platform/channel';
import { inTime } from '../platform/in-time';
import { isOwnSession } from '../platform/session';
import { type TabInfo, tabsShowing } from '../platform/tabs';
import type { ContentRequests } from '../protocol/content';
import { readInNewTab } from './read-in-new-tab';
import { readPage } from './read-page';
import { originOf, sameSession } from './tab-origin';
import { videoPages } from './video-pages';

/** One way to what the site says of a video, in the session that a job began in. */
export interface WayToPage {
  /** `open`: what a tab shows, as old as that is; `fresh`: what the site answers now. */
  readonly kind: 'open' | 'fresh';
  /** Of the tab that shows it: its own player may be asked. */
  readonly tabId?: number;
  readonly read: (signal: AbortSignal) => Promise<PageData>;
}

/** The content script gives the page 5 s; a frozen tab would take for ever. */
const readMs = 6_000;
const fetchMs = 21_000;
/** Of several tabs that show the video the third will not know more. */
const mostOpen = 2;

/**
 * The ways, the cheapest first: tabs that show the video, the job's own before others; a tab that can fetch
 * the watch page; our own fetch, where it has the session's cookies, else a tab that is opened for it.
 */
export async function waysToPage(origin: Origin, videoId: string): Promise<WayToPage[]> {
  const tabs = (await tabsShowing(videoPages))
    .filter((tab) => sameSession(originOf(tab), origin))
    .sort((one, other) => Number(other.id === origin.tabId) - Number(one.id === origin.tabId));
  const showing = tabs.filter(({ url }) => url !== undefined && videoIdOf(url) === videoId);
  const fetching = tabs.find(({ url }) => url?.startsWith(`${new URL(watchUrl(videoId)).origin}/`));
  return [
    ...showing.slice(0, mostOpen).map(openTab),
    ...(fetching ? [tabFetching(fetching, videoId)] : []),
    isOwnSession(origin) ? ownFetch(videoId) : newTab(origin, videoId),
  ];
}

const openTab = ({ id }: TabInfo): WayToPage => ({
  kind: 'open',
  tabId: id,
  read: () => inTime(readMs, readPage(id)),
});

const tabFetching = ({ id }: TabInfo, videoId: string): WayToPage => ({
  kind: 'fresh',
  read: () =>
    inTime(fetchMs, createTabSender<ContentRequests>('content', id).fetchPage({ videoId })),
});

const ownFetch = (videoId: string): WayToPage => ({
  kind: 'fresh',
  read: (signal) =>
    fetchWatchPage(
      (...asked) => fetch(...asked),
      videoId,
      AbortSignal.any([signal, AbortSignal.timeout(fetchMs)]),
    ),
});

const newTab = (origin: Origin, videoId: string): WayToPage => ({
  kind: 'fresh',
  read: (signal) => readInNewTab(origin, videoId, signal),
});
