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
  return turns.take('tab', async () => {
    const url = watchUrl(videoId);
    await requireNetwork(new URL(url).origin, signal);
    const tabId = await openInSession(url, origin);
    try {
      return await work(tabId, await readOnceLoaded(tabId, signal));
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

async function readOnceLoaded(tabId: number, signal: AbortSignal): Promise<PageData> {
  const deadline = systemClock.uptime() + loadMs;
  for (;;) {
    try {
      return await inTime(loadMs, readPage(tabId));
    } catch (thrown) {
      const isOver = systemClock.uptime() >= deadline;
      if (isOver || !notYet.has(asReelkeepError(thrown).code)) throw thrown;
    }
    await sleep(systemClock, stepMs, signal);
  }
}
