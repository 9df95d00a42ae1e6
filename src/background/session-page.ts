import { askInnertubeInPage } from '../extract/youtube/ask-innertube-in-page';
import { youtube } from '../extract/youtube/extractor';
import type { InnertubeCall } from '../extract/youtube/innertube-request';
import { mintInPage } from '../extract/youtube/mint-in-page';
import { parseInnertubeAnswer } from '../extract/youtube/parse-innertube-answer';
import { type Minted, parseMinted } from '../extract/youtube/parse-minted';
import { type PageSession, parseSession } from '../extract/youtube/parse-session';
import { readSessionInPage } from '../extract/youtube/read-session-in-page';
import { videoIdOf } from '../extract/youtube/video-id';
import type { Origin } from '../jobs/job';
import { hostPattern } from '../platform/host-pattern';
import { callInPage } from '../platform/page-calls';
import { tabsShowing } from '../platform/tabs';
import { inNewTab } from './read-in-new-tab';
import { originOf, sameSession } from './tab-origin';

/** Where the pages are that may be asked about a video. */
export interface SessionPlace {
  /** In whose session; `tabId`: the tab that comes first. */
  readonly origin: Origin;
  readonly videoId: string;
}

const readMs = 3_000;
/** The minter may not be ready yet: ten pauses, and what it needs itself. */
const mintPauseMs = 1_000;
const mintMs = 15_000;
/** The page gives up earlier by itself. */
const askMarginMs = 2_000;

/** What a page of the session says beside its video; `undefined` where no tab is open that could say it. */
export async function readSession({
  origin,
  videoId,
}: SessionPlace): Promise<PageSession | undefined> {
  const tabId = await openTab(origin, videoId, sitePages);
  if (tabId === undefined) return undefined;
  try {
    const limits = { timeoutMs: readMs, mostCharacters: 2_000_000 };
    return parseSession(await callInPage(tabId, readSessionInPage, [videoId], limits), videoId);
  } catch {
    // All of it is advice: without it the site itself says what it wants.
    return undefined;
  }
}

/** Asks a page of the session for a token. A page is opened for it where none is. */
export function mint(place: SessionPlace, binding: string, signal: AbortSignal): Promise<Minted> {
  return inSomeTab(place, sitePages, signal, async (tabId) => {
    const limits = { timeoutMs: mintMs, mostCharacters: 20_000 };
    return parseMinted(await callInPage(tabId, mintInPage, [binding, mintPauseMs], limits));
  });
}

/**
 * InnerTube's answer to a call, its shape still unknown. A page is opened for it where none is: the site
 * answers no extension.
 * @throws as `callInPage` and `parseInnertubeAnswer`.
 */
export function askInnertube(
  place: SessionPlace,
  call: InnertubeCall,
  signal: AbortSignal,
): Promise<unknown> {
  const pages = call.sign ? accountPages : sitePages;
  return inSomeTab(place, pages, signal, async (tabId) => {
    // In JSON the answer's own text takes more room than by itself.
    const mostCharacters = 2 * call.mostCharacters;
    const limits = { timeoutMs: call.timeoutMs + askMarginMs, mostCharacters };
    return parseInnertubeAnswer(await callInPage(tabId, askInnertubeInPage, [call], limits));
  });
}

async function inSomeTab<T>(
  { origin, videoId }: SessionPlace,
  pages: readonly string[],
  signal: AbortSignal,
  work: (tabId: number) => Promise<T>,
): Promise<T> {
  const tabId = await openTab(origin, videoId, pages);
  signal.throwIfAborted();
  return tabId === undefined ? inNewTab(origin, videoId, signal, work) : work(tabId);
}

/** The site's own pages: no other's may be asked in its place. */
const sitePages = youtube.domains.map(hostPattern);
/** Those that have the session's cookies. */
const accountPages = [hostPattern('youtube.com')];

/** The job's own tab, else one that shows the video, else any of the session. */
async function openTab(
  origin: Origin,
  videoId: string,
  pages: readonly string[],
): Promise<number | undefined> {
  const tabs = (await tabsShowing(pages)).filter((tab) => sameSession(originOf(tab), origin));
  const showing = tabs.find(({ url }) => url !== undefined && videoIdOf(url) === videoId);
  return (tabs.find(({ id }) => id === origin.tabId) ?? showing ?? tabs[0])?.id;
}
