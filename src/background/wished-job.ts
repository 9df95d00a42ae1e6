import { ReelkeepError } from '../errors';
import type { BackgroundRequests } from '../protocol/background';
import { readContents } from './read-contents';
import { videoJob } from './save-video';
import { loadSettings } from './settings-store';
import { siteOfTab } from './site-of-tab';
import { siteJob, type WishedJob } from './start-job';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

/**
 * What was chosen of a tab's page, whosever it is: read anew, with where it is to be had. `meanwhile` is
 * done while a cipher runs.
 * @throws other-video, and what reading and resolving throw.
 */
export async function wishedJob(
  request: SaveRequest,
  meanwhile?: () => Promise<unknown>,
): Promise<WishedJob> {
  if ((await siteOfTab(request.tabId)) === 'youtube') return videoJob(request, meanwhile);
  const [{ videos }, settings] = await Promise.all([readContents(request.tabId), loadSettings()]);
  const video = videos.find(({ id }) => id === request.videoId);
  if (!video) throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  return siteJob(video, request, settings);
}
