import { ReelkeepError } from '../errors';
import type { Contents, Video } from '../extract/video';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { readContents } from './read-contents';
import { contentsKey, savedItems } from './saved-items';
import { loadSettings } from './settings-store';
import { startJob } from './start-job';

type Items = Parameters<BackgroundRequests['saveItems']>[0];
type Started = ReturnType<BackgroundRequests['saveItems']>;

/** Reads the page anew and starts a job for each of the things named: each at its best, into the collection's folder. */
export async function saveItems({ tabId, collectionId, itemIds }: Items): Promise<Started> {
  const [contents, settings] = await Promise.all([readContents(tabId), loadSettings()]);
  if (contents.id !== collectionId) {
    throw new ReelkeepError('other-video', 'The page has gone on to something else.');
  }
  const wanted = new Set(itemIds);
  const videos = contents.videos.filter(({ id }) => wanted.has(id));
  return startAll(tabId, contents, videos, settings);
}

/** The shortcut and the menu: whatever was not saved before. */
export async function saveNewItems(
  tabId: number,
  contents: Contents,
  settings: Settings,
): Promise<Started> {
  const saved = await savedItems(contentsKey(contents));
  const videos = contents.videos.filter(({ id }) => !saved.has(id));
  return startAll(tabId, contents, videos, settings);
}

async function startAll(
  tabId: number,
  contents: Contents,
  videos: readonly Video[],
  settings: Settings,
): Promise<Started> {
  const wish = { kind: 'preset', preset: 'best' } as const;
  const collection = contentsKey(contents);
  let running = 0;
  // One after the other: the queue has them in the page's order.
  for (const video of videos) {
    const item = { collection, id: video.id };
    const { alreadyRunning } = await startJob(video, { tabId, wish, item }, settings);
    if (alreadyRunning) running += 1;
  }
  return { started: videos.length - running, alreadyRunning: running };
}
