import type { SaveWish } from '../jobs/save-wish';
import type { BackgroundRequests } from '../protocol/background';
import { wakenEngine } from './engine';
import { readContents } from './read-contents';
import { saveNewItems } from './save-items';
import { videoJobAtOnce } from './save-video';
import { loadSettings } from './settings-store';
import { siteOfTab } from './site-of-tab';
import { type Started, start, startJob } from './start-job';
import { wishedJob } from './wished-job';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

/** Reads the page anew, whosever it is, resolves what was chosen and hands it to the engine. */
export const savePage = async (request: SaveRequest): Promise<Started> =>
  start(await wishedJob(request, wakenEngine));

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows; of many, all that is new. */
export async function saveAtOnce(tabId: number): Promise<void> {
  if ((await siteOfTab(tabId)) === 'youtube') {
    await start(await videoJobAtOnce(tabId, wakenEngine));
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
