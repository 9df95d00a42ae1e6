import { ReelkeepError } from '../errors';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { watchUrl } from '../extract/youtube/video-id';
import { pendingJob } from '../jobs/pending-job';
import type { BackgroundRequests } from '../protocol/background';
import { presetName } from '../ui/preset-name';
import { listOfTab } from './describe-list';
import { wakenEngine } from './engine';
import { collectionKey } from './saved-items';
import { loadSettings } from './settings-store';
import { tabOrigin } from './tab-origin';

/** A message is no place for all of them. */
const atOnce = 500;

type Wish = Parameters<BackgroundRequests['saveList']>[0];

/** A job for each of the videos, which asks its page when its turn comes. @throws other-video where the tab has gone on. */
export async function saveList({ tabId, listId, title, preset, videos }: Wish) {
  if ((await listOfTab(tabId))?.id !== listId) {
    throw new ReelkeepError('other-video', 'The page has gone on to something else.');
  }
  const [settings, origin, engine] = await Promise.all([
    loadSettings(),
    tabOrigin(tabId),
    wakenEngine(),
  ]);
  const collection = collectionKey('youtube', listId);
  const jobs = videos.map((video) => {
    const wish = {
      ...{ preset, label: presetName(preset), folder: title, origin },
      item: { collection, id: video.id },
      allowedHosts: mediaHosts,
      videoUrl: watchUrl(video.id),
      thumbnailUrl: `https://i.ytimg.com/vi/${video.id}/mqdefault.jpg`,
    };
    return pendingJob(video, wish, settings);
  });
  let alreadyRunning = 0;
  for (let at = 0; at < jobs.length; at += atOnce) {
    const begun = await engine.startAll({ jobs: jobs.slice(at, at + atOnce) });
    alreadyRunning += begun.alreadyRunning;
  }
  return { started: videos.length - alreadyRunning, alreadyRunning };
}
