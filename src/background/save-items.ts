import { ReelkeepError } from '../errors';
import type { Contents, Video } from '../extract/video';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { readContents } from './read-contents';
import { rememberSaved, savedItems } from './saved-items';
import { loadSettings } from './settings-store';
import { startJob } from './start-job';
import { tabOrigin } from './tab-origin';

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
  const saved = await savedItems(contents);
  const videos = contents.videos.filter(({ id }) => !saved.has(id));
  return startAll(tabId, contents, videos, settings);
}

async function startAll(
  tabId: number,
  contents: Contents,
  videos: readonly Video[],
  settings: Settings,
): Promise<Started> {
  const { isPrivate } = await tabOrigin(tabId);
  const ids: string[] = [];
  let running = 0;
  // One after the other: the queue has them in the page's order.
  for (const video of videos) {
    const wish = { kind: 'preset', preset: 'best' } as const;
    const { alreadyRunning } = await startJob(video, { tabId, wish }, settings);
    ids.push(video.id);
    if (alreadyRunning) running += 1;
  }
  if (!isPrivate) await rememberSaved(contents, ids);
  return { started: videos.length - running, alreadyRunning: running };
}
