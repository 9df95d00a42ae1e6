import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { PageData } from '../extract/youtube/page-data';
import { watchUrl } from '../extract/youtube/video-id';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { inTime } from '../platform/in-time';
import { openInSession } from '../platform/session';
import { closeTab } from '../platform/tabs';
import { sleep, systemClock } from '../transfer/clock';
import { readPage } from './read-page';

const turns = new Turns();
const stepMs = 300;
const loadMs = 25_000;
/** What a tab says that is not there yet. */
const notYet: ReadonlySet<ErrorCode> = new Set([
  'not-a-video-page',
  'page-not-reachable',
  'no-receiver',
]);

/**
 * The video's page in an inactive tab of the job's session, which is closed again: the last way where no
 * tab of that session is open.
 * @throws network-lost, page-not-reachable, and what `readPage` throws.
 */
export const readInNewTab = (
  origin: Origin,
  videoId: string,
  signal: AbortSignal,
): Promise<PageData> => inNewTab(origin, videoId, signal, async (_tabId, page) => page);

/** The same for what only a page can do. One at a time, so that ten jobs do not open ten tabs. */
export function inNewTab<T>(
  origin: Origin,
  videoId: string,
  signal: AbortSignal,
  work: (tabId: number, page: PageData) => Promise<T>,
): Promise<T> {
  return inTabOf(origin, watchUrl(videoId), signal, async (tabId) => {
    const page = await onceLoaded(() => inTime(loadMs, readPage(tabId)), notYet, signal);
    return work(tabId, page);
  });
}

/** The same for any page, which may not have loaded yet when the work begins. */
export function inTabOf<T>(
  origin: Origin,
  url: string,
  signal: AbortSignal,
  work: (tabId: number) => Promise<T>,
): Promise<T> {
  return turns.take('tab', async () => {
    await requireNetwork(new URL(url).origin, signal);
    const tabId = await openInSession(url, origin);
    try {
      return await work(tabId);
    } finally {
      await closeTab(tabId);
    }
  });
}

/** A tab that does not load says nothing of why; any answer of the site tells that the network is there. */
async function requireNetwork(site: string, signal: AbortSignal): Promise<void> {
  try {
    await fetch(`${site}/generate_204`, { credentials: 'omit', cache: 'no-store', signal });
  } catch (cause) {
    throw new ReelkeepError('network-lost', 'The site does not answer.', { cause });
  }
}

/** Reads until it no longer fails with what a page says that is `early`, for as long as one may take to load. */
export async function onceLoaded<T>(
  read: () => Promise<T>,
  early: ReadonlySet<ErrorCode>,
  signal: AbortSignal,
): Promise<T> {
  const deadline = systemClock.uptime() + loadMs;
  for (;;) {
    try {
      return await read();
    } catch (thrown) {
      const isOver = systemClock.uptime() >= deadline;
      if (isOver || !early.has(asReelkeepError(thrown).code)) throw thrown;
    }
    await sleep(systemClock, stepMs, signal);
  }
}
