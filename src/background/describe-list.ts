import { ReelkeepError } from '../errors';
import { fetchListPage, type ListPage } from '../extract/youtube/fetch-list-page';
import { continuationCall } from '../extract/youtube/innertube-request';
import { type ListAddress, listOf } from '../extract/youtube/list-address';
import { type ListEntry, readEntries } from '../extract/youtube/read-entries';
import { createTabSender } from '../platform/channel';
import { inTime } from '../platform/in-time';
import { tabInfo } from '../platform/tabs';
import type { BackgroundRequests, ItemView, ListView } from '../protocol/background';
import type { ContentRequests } from '../protocol/content';
import { collectionKey, savedItems } from './saved-items';
import { askInnertube } from './session-page';
import { tabOrigin } from './tab-origin';

type More = Parameters<BackgroundRequests['moreOfList']>[0];

const fetchMs = 21_000;
const moreMs = 30_000;

/** The list that the tab shows; `undefined` where it shows none. */
export async function listOfTab(tabId: number): Promise<ListAddress | undefined> {
  const tab = await tabInfo(tabId);
  return tab?.url === undefined ? undefined : listOf(tab.url);
}

/** The begin of a list. @throws as `fetchListPage`. */
export async function describeList(tabId: number, { id, url }: ListAddress): Promise<ListView> {
  const { title, client, entries, continuation } = await fetchList(tabId, url);
  return {
    id,
    title,
    items: await itemsOf(id, entries),
    ...(continuation === undefined ? {} : { next: { continuation, client } }),
  };
}

/** @throws as InnerTube refuses; page-not-reachable where no page can ask it. */
export async function moreOfList({ tabId, listId, next }: More) {
  const place = { origin: await tabOrigin(tabId), videoId: '' };
  const call = continuationCall(next.client, next.continuation);
  const answer = await askInnertube(place, call, AbortSignal.timeout(moreMs));
  const { entries, continuation } = readEntries(answer);
  return {
    items: await itemsOf(listId, entries),
    ...(continuation === undefined ? {} : { next: { ...next, continuation } }),
  };
}

/** By the tab, where its page is of the list's host: only there a container's and a private window's cookies are at hand. */
async function fetchList(tabId: number, url: string): Promise<ListPage> {
  const tab = await tabInfo(tabId);
  if (!tab?.url?.startsWith(`${new URL(url).origin}/`)) {
    return fetchListPage((...asked) => fetch(...asked), url, AbortSignal.timeout(fetchMs));
  }
  const page = createTabSender<ContentRequests>('content', tabId).fetchList({ url });
  try {
    return await inTime(fetchMs, page);
  } catch (thrown) {
    if (!(thrown instanceof ReelkeepError) || thrown.code !== 'no-receiver') throw thrown;
    return fetchListPage((...asked) => fetch(...asked), url, AbortSignal.timeout(fetchMs));
  }
}

async function itemsOf(listId: string, entries: readonly ListEntry[]): Promise<ItemView[]> {
  const saved = await savedItems(collectionKey('youtube', listId));
  return entries.map((entry) => ({ ...entry, isNew: !saved.has(entry.id) }));
}
