import { ReelkeepError } from '../errors';
import type { BackgroundRequests, SaveWish } from '../protocol/background';
import { readContents } from './read-contents';
import { saveNewItems } from './save-items';
import { saveVideo, saveAtOnce as saveVideoAtOnce } from './save-video';
import { loadSettings } from './settings-store';
import { siteOfTab } from './site-of-tab';
import { type Started, startJob } from './start-job';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

/** Reads the page anew, whosever it is, resolves what was chosen and hands it to the engine. */
export async function savePage(request: SaveRequest): Promise<Started> {
  if ((await siteOfTab(request.tabId)) === 'youtube') return saveVideo(request);
  const [{ videos }, settings] = await Promise.all([readContents(request.tabId), loadSettings()]);
  const video = videos.find(({ id }) => id === request.videoId);
  if (!video) throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  return startJob(video, request, settings);
}

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows; of many, all that is new. */
export async function saveAtOnce(tabId: number): Promise<void> {
  if ((await siteOfTab(tabId)) === 'youtube') {
    await saveVideoAtOnce(tabId);
    return;
  }
  const [contents, settings] = await Promise.all([readContents(tabId), loadSettings()]);
  const [only, second] = contents.videos;
  if (!only || second) {
    await saveNewItems(tabId, contents, settings);
    return;
  }
  const wish: SaveWish = { kind: 'preset', preset: settings.defaultPreset };
  await startJob(only, { tabId, wish }, settings);
}
